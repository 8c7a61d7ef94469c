using ConnectMe.Media.Rtcp;

namespace ConnectMe.Media.Rtp;

/// <summary>
/// The incoming side of one RTP session: statistics per source, and the limits that keep a broken or hostile sender from costing more than its share.
/// Remembers up to <see cref="MaximumSources"/> sources; the one silent longest makes room, when it has been silent for a while.
/// </summary>
/// <param name="own">What we send as; such a packet coming in is a loop.</param>
/// <param name="authenticated">True behind SRTP: a source is believed from its first packet.</param>
sealed class RtpReceiver(Ssrc own, int clockRate, bool authenticated)
{
    readonly ReceptionStatistics?[] _sources = new ReceptionStatistics?[MaximumSources];
    ReceivedPackets _forgotten;
    double _allowance = Burst;
    DateTimeOffset _allowanceAt;

    public RtpVerdict Handle(in RtpPacket packet, DateTimeOffset now)
    {
        if (packet.Ssrc == own)
        {
            return RtpVerdict.Looped;
        }

        if (!WithinRate(now))
        {
            return RtpVerdict.TooFast;
        }

        var source = FindOrAdd(packet.Ssrc, now);
        if (source is null)
        {
            return RtpVerdict.TooManySources;
        }

        var verdict = source.Handle(packet.SequenceNumber, packet.Timestamp, now);
        if (verdict == RtpVerdict.Accepted)
        {
            Current = source;
        }

        return verdict;
    }

    /// <summary>Call when a microphone is attached anew: its clock may have stood still meanwhile.</summary>
    public void Resume() => Current?.Resume();

    /// <summary>The source heard last; null before the first packet.</summary>
    public ReceptionStatistics? Current { get; private set; }

    public ReadOnlySpan<ReceptionStatistics?> Sources => _sources;

    /// <summary>Of all sources there have been: a phone may take a new SSRC in the middle of a call.</summary>
    public ReceivedPackets Total
    {
        get
        {
            var total = _forgotten;
            foreach (var source in _sources)
            {
                total += Count(source);
            }

            return total;
        }
    }

    /// <summary>What is known of a source; null when it was never heard.</summary>
    public ReceptionStatistics? Find(Ssrc ssrc)
    {
        foreach (var source in _sources)
        {
            if (source?.Ssrc == ssrc)
            {
                return source;
            }
        }

        return null;
    }

    ReceptionStatistics? FindOrAdd(Ssrc ssrc, DateTimeOffset now)
    {
        var oldest = 0;
        for (var i = 0; i < _sources.Length; i++)
        {
            var source = _sources[i];
            if (source?.Ssrc == ssrc)
            {
                return source;
            }

            if (_sources[oldest] is { } candidate && (source is null || source.LastArrival < candidate.LastArrival))
            {
                oldest = i;
            }
        }

        if (_sources[oldest] is { } replaced && now - replaced.LastArrival < Forgotten && replaced.Received > 0)
        {
            return null;
        }

        _forgotten += Count(_sources[oldest]);
        return _sources[oldest] = new ReceptionStatistics(ssrc, clockRate, authenticated ? 1 : 2);
    }

    static ReceivedPackets Count(ReceptionStatistics? source) =>
        source is null ? default : new ReceivedPackets(source.Received, Math.Max(0, source.CumulativeLost));

    /// <summary>Twice the packets of 20 ms audio, with room for what piles up behind a stall of half a second.</summary>
    bool WithinRate(DateTimeOffset now)
    {
        _allowance = Math.Min(Burst, _allowance + Math.Max(0, (now - _allowanceAt).TotalSeconds) * PacketsPerSecond);
        _allowanceAt = now;
        if (_allowance < 1)
        {
            return false;
        }

        _allowance--;
        return true;
    }

    public const int MaximumSources = 4;
    const double PacketsPerSecond = 2 * 50;
    const double Burst = 30;
    static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(2);
}

/// <summary>How many packets came, and how many that should have did not.</summary>
readonly record struct ReceivedPackets(long Received, long Lost)
{
    /// <summary>The part that did not come, 0 to 1.</summary>
    public double Loss => Lost <= 0 ? 0 : (double)Lost / (Received + Lost);

    public static ReceivedPackets operator +(ReceivedPackets one, ReceivedPackets other) =>
        new(one.Received + other.Received, one.Lost + other.Lost);

    public static ReceivedPackets operator -(ReceivedPackets one, ReceivedPackets other) =>
        new(one.Received - other.Received, one.Lost - other.Lost);
}
