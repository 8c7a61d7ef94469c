using ConnectMe.Identity.Companies;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Profiles;

/// <summary>The times that were chosen in this browser alone, in a cookie. Anybody may have written it, so only what is known counts.</summary>
internal sealed record BrowserTime(string TimeZone, bool TwelveHours)
{
    public const string Cookie = "connectme-time";

    public static BrowserTime? Of(HttpContext? context) =>
        context?.Request.Cookies[HostCookie.NameOf(Cookie, context.Request)]?.Split('|') is [var zone, ("12" or "24") and var hours]
        && TimeZones.IsKnown(zone)
            ? new BrowserTime(zone, hours == "12")
            : null;

    public string Written => $"{TimeZone}|{(TwelveHours ? "12" : "24")}";
}
