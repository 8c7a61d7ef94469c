using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Who may not try any more for a while, after wrong passwords (A10-04). Asks the signalling loop, which keeps them.</summary>
internal sealed class SipBans(SipServer sip)
{
    public async Task<IReadOnlyList<SipBan>> Now(CancellationToken ct) =>
        await Ask<IReadOnlyList<SipBan>>(
            (agent, now) => [.. agent.Bans(now).Select(ban => new SipBan(ban.Kind, ban.Subject, ban.Until))],
            whenClosed: [],
            ct
        );

    /// <returns>False when it was not banned any more.</returns>
    public async Task<bool> Release(SipBan ban, CancellationToken ct) =>
        await Ask((agent, _) => agent.Release(ban.Kind, ban.Subject), whenClosed: false, ct);

    async Task<T> Ask<T>(Func<UserAgent, DateTimeOffset, T> question, T whenClosed, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return sip.Do((agent, now) => answer.TrySetResult(question(agent, now))) ? await answer.Task.WaitAsync(ct) : whenClosed;
    }
}

/// <param name="Kind">An address, an account, or one phone at one address.</param>
/// <param name="Subject">"192.0.2.10", an IPv6 network "2001:db8::/64", or the name of an account.</param>
internal sealed record SipBan(BanKind Kind, string Subject, DateTimeOffset Until);
