using ConnectMe.Identity.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ConnectMe.Identity.SignIns;

/// <summary>Opens a session for who has proven who they are.</summary>
internal sealed class Entry(PasswordSignIn passwords, BrowserSessions sessions, KnownBrowser browsers, ILogger<Entry> log)
{
    /// <summary>Always a new token: one that was planted in the browser beforehand is worth nothing.</summary>
    /// <param name="secondFactorDueAt">See <see cref="BrowserSession.SecondFactorDueAt"/>.</param>
    /// <returns>False: the password was changed, or the person deactivated, meanwhile.</returns>
    public async Task<bool> Enter(
        HttpContext context,
        SignInAnswer.Right right,
        bool remembered,
        DateTimeOffset? secondFactorDueAt,
        CancellationToken ct
    )
    {
        if (context.Features.Get<OpenSession>() is { } before)
        {
            await sessions.End(before.Id, ct);
        }

        var browser = context.Request.Headers[HeaderNames.UserAgent].ToString();
        var what = new BrowserSession
        {
            Remembered = remembered,
            SecondFactorDueAt = secondFactorDueAt,
            ByDirectory = right.IsByDirectory,
            Provider = right.Provider,
        };
        var (session, token) = await sessions.Open(right.Company, right.User, what, browser, right.Address, ct);
        if (!await passwords.StillHolds(right, ct))
        {
            await sessions.End(session, ct);
            return false;
        }

        SessionCookie.Write(context, token, remembered);
        browsers.Remember(right.User, context);
        log.SignedIn(right.User.Value, right.Company.Value, right.Address);
        return true;
    }
}
