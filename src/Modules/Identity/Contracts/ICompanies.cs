using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>What each company is called and where it is. Answers from memory: calls do not wait for the database.</summary>
public interface ICompanies
{
    CompanyProfile Of(CompanyId company);
}

/// <param name="Country">ISO 3166-1 alpha-2: how numbers are read and shown, and which are emergency numbers.</param>
/// <param name="TimeZone">An IANA name that this machine knows.</param>
/// <param name="Language">"nl" or "en".</param>
/// <param name="FirstExtension">With <paramref name="LastExtension"/>: what new people get their number from; null when nobody said.</param>
public sealed record CompanyProfile(
    CompanyId Id,
    string Name,
    string Country,
    string TimeZone,
    string Language,
    int? FirstExtension = null,
    int? LastExtension = null
)
{
    /// <summary>Numbers that are refused next to those of the country.</summary>
    public IReadOnlyList<string> EmergencyNumbers { get; init; } = [];

    /// <summary>Its picture is /company/logo/{this}; null: it has none.</summary>
    public Guid? Logo { get; init; }
}
