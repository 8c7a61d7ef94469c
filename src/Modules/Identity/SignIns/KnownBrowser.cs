using System.Security.Cryptography;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SignIns;

/// <summary>Remembers in the browser which account last signed in there. It proves nothing but that, and opens nothing.</summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection)
{
    readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("ConnectMe.KnownBrowser").ToTimeLimitedDataProtector();

    /// <summary>The browser's own mark when it knows this user, else null.</summary>
    public string? MarkFor(Guid user, HttpRequest request) =>
        Known(request) is { } known && known.User == new UserId(user).ToString() ? known.Mark : null;

    /// <summary>The browser's own mark when it knows anybody, else null.</summary>
    public string? MarkOf(HttpRequest request) => Known(request)?.Mark;

    (string User, string Mark)? Known(HttpRequest request)
    {
        if (request.Cookies[Name(request)] is not { Length: > 0 and < 500 } cookie)
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(cookie).Split(' ') is [var user, var mark] ? (user, mark) : null;
        }
        catch (CryptographicException)
        {
            return null; // forged, too old, or of another installation: a browser like any other
        }
    }

    public void Remember(UserId user, HttpContext context) =>
        context.Response.Cookies.Append(
            Name(context.Request),
            _protector.Protect($"{user} {RandomNumberGenerator.GetHexString(16)}", Lifetime),
            SessionCookie.Options(context.Request, Lifetime)
        );

    static string Name(HttpRequest request) => request.IsHttps ? "__Host-connectme-browser" : "connectme-browser";

    static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);
}
