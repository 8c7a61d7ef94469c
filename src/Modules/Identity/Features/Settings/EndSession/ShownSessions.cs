using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.Features;

/// <summary>Where a person is signed in, the last used first.</summary>
internal sealed class ShownSessions(ICurrentUser me, BrowserSessions sessions)
{
    /// <param name="address">Where the list is asked for; what ends one lies below it.</param>
    public async Task<SessionList> Of(UserId person, string address, CancellationToken ct)
    {
        var open = await sessions.Of(me.Company, person, ct);
        return new SessionList([.. open.Select(session => new ShownSession(session, session.Id == me.Session))], address);
    }
}

internal sealed record SessionList(IReadOnlyList<ShownSession> Sessions, string Address);

/// <param name="IsThis">The browser that looks.</param>
internal sealed record ShownSession(BrowserSession Session, bool IsThis);
