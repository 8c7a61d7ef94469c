using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>Every company is there, for tests of parts without the Host.</summary>
internal sealed class Netherlands : ICompanyPlace, IReaderTime, ICompanies
{
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public bool TwelveHours { get; init; }

    public string Region => "NL";

    public IReadOnlyList<string> EmergencyNumbers => [];

    public CompanyProfile Of(CompanyId company) => new(company, "Garage Hofstra", Region, Zone.Id, "nl");
}
