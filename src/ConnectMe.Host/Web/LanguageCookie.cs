using ConnectMe.Kernel;
using Microsoft.AspNetCore.Localization;

namespace ConnectMe.Host.Web;

/// <summary>The language that was chosen in this browser, in a cookie that is named as all of ours are.</summary>
internal sealed class LanguageCookie : CookieRequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult(
            httpContext.Request.Cookies[HostCookie.NameOf(CookieName, httpContext.Request)] is { Length: > 0 } cookie
                ? ParseCookieValue(cookie)
                : null
        );
}
