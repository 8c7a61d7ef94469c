using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using PhoneNumbers;

namespace ConnectMe.Kernel.Numbering;

/// <summary>Telephone numbers of the public network, read from whatever people wrote and written for people (libphonenumber). Pure.</summary>
public static class TelephoneNumbers
{
    static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();
    static readonly ShortNumberInfo Short = ShortNumberInfo.GetInstance();

    /// <summary>What was read lately: a call asks four times for the same two numbers.</summary>
    static readonly ConcurrentDictionary<(string Text, string? Region), PhoneNumber?> Known = new();

    static readonly ConcurrentDictionary<string, IReadOnlySet<string>> Emergency = new(StringComparer.Ordinal);

    /// <summary>"+31205550142"; null when the text is no number of the public network (an extension, a service code, nonsense).</summary>
    /// <param name="region">Whose notation a number without a country code is in (ISO 3166-1 alpha-2).</param>
    public static string? Read(string? text, string region) =>
        text is { Length: > 0 and <= Longest } && Parse(text, region) is { } number ? Plans.Format(number, PhoneNumberFormat.E164) : null;

    /// <summary>As <see cref="Read"/>, of a number that can be a mobile's: where plans do not tell them from others, those too.</summary>
    public static string? ReadMobile(string? text, string region) =>
        Read(text, region) is { } number
        && Plans.GetNumberType(Parse(number, region: null)) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
            ? number
            : null;

    /// <summary>"+31 20 555 0142". What is no number is shown as it came.</summary>
    public static string Show(string number) =>
        Parse(number, region: null) is { } parsed ? Plans.Format(parsed, PhoneNumberFormat.INTERNATIONAL) : number;

    /// <summary>For people of the same country, where there is little room: "020 555 0142".</summary>
    public static string ShowShort(string number, string region) =>
        Parse(number, region: null) is { } parsed && Plans.GetRegionCodeForNumber(parsed) == region
            ? Plans.Format(parsed, PhoneNumberFormat.NATIONAL)
            : Show(number);

    /// <summary>The digits without the code of the country: "612345678". What is no number is as it came.</summary>
    public static string National(string number) =>
        Parse(number, region: null) is { } parsed ? Plans.GetNationalSignificantNumber(parsed) : number;

    /// <summary>The numbers of the country's emergency services, such as 112; none for a country that the plans do not know.</summary>
    public static IReadOnlySet<string> EmergencyNumbersOf(string region) => Emergency.GetOrAdd(region, FindEmergencyNumbers);

    /// <summary>Countries with a numbering plan, as ISO 3166-1 alpha-2.</summary>
    public static IReadOnlyCollection<string> Regions { get; } = [.. Plans.GetSupportedRegions().Order(StringComparer.Ordinal)];

    static IReadOnlySet<string> FindEmergencyNumbers(string region) =>
        Enumerable
            .Range(10, 9990)
            .Select(number => number.ToString(CultureInfo.InvariantCulture))
            .Concat(["000"])
            .Where(number => Short.IsEmergencyNumber(number, region))
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>"31" is "NL".</summary>
    public static string RegionOf(string countryCode) =>
        int.TryParse(countryCode, out var code) && Plans.GetRegionCodeForCountryCode(code) is { } region and not UnknownRegion
            ? region
            : "NL";

    /// <summary>"NL" is "31"; null for a country that the plans do not know.</summary>
    public static string? CountryCodeOf(string region) =>
        Plans.GetCountryCodeForRegion(region) is > 0 and var code ? code.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>The library's own form of a valid number without an extension; null for all else.</summary>
    public static PhoneNumber? Parse(string text, string? region)
    {
        if (Known.TryGetValue((text, region), out var known))
        {
            return known;
        }

        if (Known.Count >= MostKnown)
        {
            Known.Clear();
        }

        var number = Understand(text, region);
        if (text.Length <= Longest)
        {
            Known[(text, region)] = number;
        }

        return number;
    }

    static PhoneNumber? Understand(string text, string? region)
    {
        try
        {
            var number = Plans.Parse(text, region);
            return Plans.IsValidNumber(number) && !number.HasExtension ? number : null;
        }
        catch (NumberParseException) // the library's only way to say no
        {
            return null;
        }
    }

    const int Longest = 64;
    const int MostKnown = 2000;
    const string UnknownRegion = "ZZ";
}
