using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ConnectMe.Identity.Phones;

/// <summary>Signs a phone in by its link, and tells the person that it was: on their open pages, and by mail.</summary>
internal sealed class PhoneSignIn(
    PhoneLinks links,
    BrowserSessions sessions,
    KnownBrowser browsers,
    PhoneMail mail,
    ILiveUpdates live,
    ILogger<PhoneSignIn> log
)
{
    /// <summary>The name of what changes on the applications page.</summary>
    public const string Topic = "phones";

    /// <returns>False: the link does not work any more.</returns>
    public async Task<bool> Enter(string? token, HttpContext context, CancellationToken ct)
    {
        if (await links.Take(token, ct) is not { } link)
        {
            return false;
        }

        var browser = context.Request.Headers[HeaderNames.UserAgent].ToString();
        var (id, cookie) = await sessions.Open(link, browser, ClientAddress.Of(context.Request), ct);
        if (!await links.IsCoveredStill(link, ct))
        {
            await sessions.End(id, ct); // signed out everywhere, a moment ago
            return false;
        }

        if (context.Features.Get<OpenSession>() is { } before)
        {
            await sessions.End(before.Id, ct);
        }

        SessionCookie.Write(context, cookie, remembered: true);
        var (company, user) = (new CompanyId(link.CompanyId), new UserId(link.UserId));
        browsers.Remember(user, context);
        await mail.TellOfPhone(company, user, browser, ct);
        live.Publish(company, [user], Topic);
        log.PhoneSignedIn(user, company, ClientAddress.Of(context.Request));
        return true;
    }
}
