using System.Security.Cryptography;
using System.Text;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SettingUp;

/// <summary>
/// The word by which who started the program shows that they may set it up: only its log has it. Another one at each start. A browser that said it
/// once carries a cookie from then on, which is of no use after the next start.
/// </summary>
internal sealed class SetUpToken(IDataProtectionProvider protection)
{
    readonly IDataProtector _protector = protection.CreateProtector("ConnectMe.SetUp");

    /// <summary>128 bits: nobody guesses it.</summary>
    public string Value { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public bool IsRight(string? given) =>
        given is { Length: > 0 and <= 100 }
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.Trim()), Encoding.UTF8.GetBytes(Value));

    public bool WasGivenBy(HttpRequest request)
    {
        if (request.Cookies[NameOf(request)] is not { Length: > 0 and < 500 } cookie)
        {
            return false;
        }

        try
        {
            return IsRight(_protector.Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            return false; // forged, or of another installation
        }
    }

    public void Remember(HttpContext context) =>
        context.Response.Cookies.Append(
            NameOf(context.Request),
            _protector.Protect(Value),
            SessionCookie.Options(context.Request, maxAge: null)
        );

    public static void Forget(HttpContext context) =>
        context.Response.Cookies.Delete(NameOf(context.Request), SessionCookie.Options(context.Request, maxAge: null));

    static string NameOf(HttpRequest request) => HostCookie.NameOf("connectme-set-up", request);
}
