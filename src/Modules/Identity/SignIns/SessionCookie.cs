using ConnectMe.Identity.Domain;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SignIns;

/// <summary>The cookie that carries the token: never for scripts, and with HTTPS bound to this host alone (RFC 6265bis §4.1.3.2).</summary>
internal static class SessionCookie
{
    public static string? Read(HttpRequest request) => request.Cookies[Name(request)];

    public static void Write(HttpContext context, string token, bool remembered) =>
        context.Response.Cookies.Append(
            Name(context.Request),
            token,
            Options(context.Request, remembered ? BrowserSession.LongestAge : null)
        );

    public static void Delete(HttpContext context) =>
        context.Response.Cookies.Delete(Name(context.Request), Options(context.Request, maxAge: null));

    internal static CookieOptions Options(HttpRequest request, TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            Secure = request.IsHttps,
            SameSite = SameSiteMode.Lax, // Strict would lose the session on every link from a mail
            Path = "/",
            MaxAge = maxAge,
            IsEssential = true,
        };

    static string Name(HttpRequest request) => request.IsHttps ? "__Host-connectme" : "connectme";
}
