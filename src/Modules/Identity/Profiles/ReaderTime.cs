using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Profiles;

/// <summary>The browser's own choice, else the user's, else the company's; outside of a request that of a company that has said nothing.</summary>
internal sealed class ReaderTime(IHttpContextAccessor http, ProfilesInMemory profiles, ICompanyPlace company) : IReaderTime
{
    public TimeZoneInfo Zone =>
        BrowserTime.Of(http.HttpContext)?.TimeZone is { } here ? TimeZoneInfo.FindSystemTimeZoneById(here)
        : Mine?.TimeZone is { } mine && TimeZones.IsKnown(mine) ? TimeZoneInfo.FindSystemTimeZoneById(mine)
        : company.Zone;

    public bool TwelveHours => BrowserTime.Of(http.HttpContext)?.TwelveHours ?? Mine?.TwelveHours ?? false;

    PersonalLocale? Mine
    {
        get
        {
            var user = new CurrentUser(http);
            return ((ICompanyScope)user).Company is null ? null : profiles.LocaleOf(user.User);
        }
    }
}
