using ConnectMe.Identity.SignIns;

namespace ConnectMe.Identity.SecondStep;

/// <summary>
/// How often codes may be tried and sent, by who knows the password. Over all addresses too, or a thousand of them would find six digits; a browser
/// that its person signed in with before is counted by itself, so that nobody else's tries hinder it.
/// </summary>
internal sealed class SecondFactorLimits(TimeProvider time)
{
    readonly SignInLimits _near = new(time);
    readonly Tally _everywhere = new(time, TimeSpan.FromHours(1));
    readonly Tally _sent = new(time, TimeSpan.FromHours(1));

    public bool TryBegin(Guid user, string address, string? knownBrowser) =>
        _near.TryBegin(Name(user), address, knownBrowser) && (knownBrowser is not null || _everywhere.Count(Name(user), Everywhere));

    public void Succeeded(Guid user, string address, string? knownBrowser) => _near.Succeeded(Name(user), address, knownBrowser);

    /// <summary>False: enough lies in the mailbox, or was paid for.</summary>
    public bool TrySend(Guid user, string? knownBrowser) => _sent.Count($"{user:n} {knownBrowser}", Sent);

    static string Name(Guid user) => user.ToString("n");

    internal const int Everywhere = 30;
    internal const int Sent = 10;
}
