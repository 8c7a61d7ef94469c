namespace ConnectMe.Media.Rtcp;

/// <summary>Wall-clock time as reports carry it: seconds since 1900 in 32.32 fixed point (RFC 3550 §4).</summary>
readonly record struct NtpTime(ulong Value)
{
    public static NtpTime From(DateTimeOffset time)
    {
        var ticks = (ulong)(time.UtcTicks - Epoch.Ticks);
        var (seconds, rest) = (ticks / TimeSpan.TicksPerSecond, ticks % TimeSpan.TicksPerSecond);
        return new NtpTime((seconds << 32) | ((rest << 32) / TimeSpan.TicksPerSecond)); // the seconds wrap in 2036; differences stay right
    }

    /// <summary>The middle 32 bits, 16.16: what LSR and the round trip are reckoned in.</summary>
    public uint Middle => (uint)(Value >> 16);

    static readonly DateTime Epoch = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
