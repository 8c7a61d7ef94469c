using ConnectMe.Identity.SettingUp;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ConnectMe.Identity.Features;

/// <summary>Signs the first administrator in: who has just chosen a password is not asked for it again.</summary>
internal sealed class SetUpEntry(BrowserSessions sessions, KnownBrowser browsers, TimeProvider time, ILogger<SetUpEntry> log)
{
    public ILogger Log => log;

    public async Task Enter(HttpContext context, CompanyId company, UserId user, CancellationToken ct)
    {
        var address = ClientAddress.Of(context.Request);
        var browser = context.Request.Headers[HeaderNames.UserAgent].ToString();
        var (_, token) = await sessions.Open(company, user, remembered: true, browser, address, time.GetUtcNow() + FirstDay, ct);
        SessionCookie.Write(context, token, remembered: true);
        browsers.Remember(user, context);
        SetUpToken.Forget(context);
        log.SetUpDone(company.Value, user.Value, address);
    }

    /// <summary>Who had the server's log and has just chosen a password may finish: the page of the health says what is to be done by then.</summary>
    static readonly TimeSpan FirstDay = TimeSpan.FromDays(1);
}
