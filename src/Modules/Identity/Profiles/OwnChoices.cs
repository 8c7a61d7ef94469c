using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;

namespace ConnectMe.Identity.Profiles;

/// <summary>What is chosen in this browser alone: its language, also at the sign-in page, and its times. Cookies, so that they hold before somebody signs in.</summary>
internal sealed class OwnChoices(IHttpContextAccessor http, IOptions<RequestLocalizationOptions> localization)
{
    HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("A browser chooses in a request.");

    string LanguageCookie =>
        HostCookie.NameOf(
            localization.Value.RequestCultureProviders.OfType<CookieRequestCultureProvider>().First().CookieName,
            Context.Request
        );

    string TimeCookie => HostCookie.NameOf(BrowserTime.Cookie, Context.Request);

    public bool AreMade => Context.Request.Cookies.ContainsKey(LanguageCookie) || BrowserTime.Of(Context) is not null;

    public void Make(string language, BrowserTime time)
    {
        Speak(language);
        Keep(TimeCookie, time.Written);
    }

    public void Speak(string language) => Keep(LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)));

    public void Forget()
    {
        Context.Response.Cookies.Delete(LanguageCookie, Options(maxAge: null));
        Context.Response.Cookies.Delete(TimeCookie, Options(maxAge: null));
    }

    void Keep(string name, string value) => Context.Response.Cookies.Append(name, value, Options(TimeSpan.FromDays(365)));

    CookieOptions Options(TimeSpan? maxAge) => SessionCookie.Options(Context.Request, maxAge);
}
