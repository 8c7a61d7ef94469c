namespace ConnectMe.Sip.Transactions;

/// <summary>The timers of RFC 3261 §17.1.1.1 and Appendix A; the defaults are the RFC's.</summary>
/// <param name="T1">An estimate of the round trip.</param>
/// <param name="T2">The longest interval between retransmissions of a non-INVITE request or an INVITE response.</param>
/// <param name="T4">The longest time a message stays in the network.</param>
public sealed record SipTimers(TimeSpan T1, TimeSpan T2, TimeSpan T4)
{
    public static SipTimers Default { get; } = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5));

    /// <summary>Timers B, F, H, J, L and M.</summary>
    public TimeSpan Timeout => 64 * T1;

    /// <summary>Timer D over UDP: at least 32 s (RFC 3261 §17.1.1.2).</summary>
    public TimeSpan D => Timeout > TimeSpan.FromSeconds(32) ? Timeout : TimeSpan.FromSeconds(32);

    /// <summary>How long the user may take before the transaction itself says 100 Trying (RFC 3261 §17.2.1).</summary>
    public static TimeSpan Trying { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The interval after this one: doubled, up to <see cref="T2"/>.</summary>
    internal TimeSpan Next(TimeSpan interval) => 2 * interval < T2 ? 2 * interval : T2;
}
