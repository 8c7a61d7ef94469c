using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Asks the signalling loop, which keeps them.</summary>
internal sealed class SipBans(SipServer sip) : ISipBans
{
    public async Task<IReadOnlyList<SipBan>> Now(CancellationToken ct) =>
        await Ask<IReadOnlyList<SipBan>>(
            (agent, now) => [.. agent.Bans(now).Select(ban => new SipBan(ban.Kind, ban.Subject, ban.Until))],
            whenClosed: [],
            ct
        );

    public async Task<bool> Release(SipBan ban, CancellationToken ct) =>
        await Ask((agent, _) => agent.Release(ban.Kind, ban.Subject), whenClosed: false, ct);

    async Task<T> Ask<T>(Func<UserAgent, DateTimeOffset, T> question, T whenClosed, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return sip.Do((agent, now) => answer.TrySetResult(question(agent, now))) ? await answer.Task.WaitAsync(ct) : whenClosed;
    }
}
