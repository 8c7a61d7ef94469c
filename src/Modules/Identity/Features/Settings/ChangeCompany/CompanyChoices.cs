using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;

namespace ConnectMe.Identity.Features;

/// <summary>Where a company can be, in the reader's language.</summary>
internal static class CompanyChoices
{
    public static IEnumerable<Choice> Countries =>
        TelephoneNumbers
            .Regions.Select(code => new Choice(code, Kernel.Numbering.Countries.NameOf(code)))
            .OrderBy(country => country.Words, StringComparer.CurrentCulture);

    public static IEnumerable<Choice> TimeZones => Companies.TimeZones.All.Select(zone => new Choice(zone, zone.Replace('_', ' ')));
}
