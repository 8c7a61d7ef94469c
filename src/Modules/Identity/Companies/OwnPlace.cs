using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Companies;

/// <summary>The place of the company of the request; outside of one, that of a company that has said nothing.</summary>
internal sealed class OwnPlace(IHttpContextAccessor http, CompaniesInMemory companies) : ICompanyPlace
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Profile.TimeZone);

    public string Region => Profile.Country;

    public IReadOnlyList<string> EmergencyNumbers => Profile.EmergencyNumbers;

    CompanyProfile Profile => companies.Of(((ICompanyScope)new CurrentUser(http)).Company ?? default);
}
