using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Rtcp;

/// <summary>The reports of one RTP session: writes ours once a second, and keeps what the other side says about our stream.</summary>
/// <param name="cname">ASCII, the same for as long as the process runs (RFC 7022 §4.2), at most 255 bytes.</param>
sealed class RtcpSession(StreamSplicer sender, RtpReceiver receiver, ReadOnlyMemory<byte> cname)
{
    DateTimeOffset? _due;
    double _allowance = PacketsPerSecond;
    DateTimeOffset _allowanceAt;
    uint _passedBefore;
    uint _sentBefore;

    /// <returns>Why nothing of the compound was used; <see cref="RtcpMalformedReason.None"/> also for one above the rate, which is not read.</returns>
    public RtcpMalformedReason Handle(ReadOnlySpan<byte> datagram, DateTimeOffset now)
    {
        if (!WithinRate(now))
        {
            Ignored++;
            return RtcpMalformedReason.None;
        }

        var reason = RtcpCompound.Read(datagram, out var compound);
        if (reason != RtcpMalformedReason.None)
        {
            return reason;
        }

        foreach (var packet in compound)
        {
            Handle(packet, now);
        }

        return RtcpMalformedReason.None;
    }

    /// <summary>Whether <see cref="Write"/> is due; the first report is, as soon as there is something to report.</summary>
    public bool IsDue(DateTimeOffset now) => now >= (_due ?? now) && (sender.PacketsSent > 0 || receiver.Current is not null);

    /// <summary>Writes SR or RR with SDES, and sets the time of the next.</summary>
    /// <returns>The bytes written: at most <see cref="MaximumLength"/>.</returns>
    public int Write(Span<byte> destination, DateTimeOffset now)
    {
        _due = now + Interval;
        Span<ReportBlock> blocks = stackalloc ReportBlock[RtpReceiver.MaximumSources];
        var count = 0;
        foreach (var source in receiver.Sources)
        {
            if (source is { Received: > 0 })
            {
                blocks[count++] = source.TakeReport(now);
            }
        }

        var length =
            sender.PacketsSent == 0
                ? ReceiverReport.Write(destination, sender.Ssrc, blocks[..count])
                : new SenderReport(sender.Ssrc, NtpTime.From(now), sender.TimestampAt(now), sender.PacketsSent, sender.OctetsSent).Write(
                    destination,
                    blocks[..count]
                );
        return length + SourceDescription.Write(destination[length..], sender.Ssrc, cname.Span);
    }

    /// <summary>Writes our last report and goodbye.</summary>
    public int WriteGoodbye(Span<byte> destination, DateTimeOffset now)
    {
        var length = Write(destination, now);
        return length + Goodbye.Write(destination[length..], sender.Ssrc);
    }

    /// <summary>From our report to theirs about it, without the time they held it; null before the first.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>The part of our packets that the other side missed in its last interval, 0 to 1; without those that never came to us, of another's network.</summary>
    public double RemoteLoss { get; private set; }

    /// <summary>The jitter that the other side sees.</summary>
    public TimeSpan RemoteJitter { get; private set; }

    /// <summary>The source heard now has said that it sends no more.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Packets we have no use for: feedback for video, extended reports, applications', and floods.</summary>
    public long Ignored { get; private set; }

    void Handle(in RtcpPacket packet, DateTimeOffset now)
    {
        switch (packet.Type)
        {
            case RtcpPacketType.SenderReport:
                var report = SenderReport.Read(packet);
                receiver.Find(report.Ssrc)?.HandleSenderReport(report, now);
                HandleBlocks(packet, now);
                break;
            case RtcpPacketType.ReceiverReport:
                HandleBlocks(packet, now);
                break;
            case RtcpPacketType.Goodbye:
                HasLeft |= receiver.Current is { } current && packet.SaysGoodbye(current.Ssrc);
                break;
            case RtcpPacketType.SourceDescription:
                break;
            default:
                Ignored++; // NACK and PLI among them: we keep nothing to send again, and have no pictures
                break;
        }
    }

    void HandleBlocks(in RtcpPacket packet, DateTimeOffset now)
    {
        for (var i = 0; i < packet.ReportBlockCount; i++)
        {
            var block = packet.ReportBlockAt(i);
            if (block.Ssrc != sender.Ssrc)
            {
                continue;
            }

            RemoteLoss = LossOfOurs(block.FractionLost / 256.0);
            RemoteJitter = TimeSpan.FromSeconds(Math.Min(MaximumJitter, (double)block.Jitter / sender.ClockRate));
            if (block.LastSenderReport != 0)
            {
                // A - LSR - DLSR (RFC 3550 §6.4.1). Clocks that step, and liars, make it negative: then it is no figure.
                var roundTrip = unchecked((int)(NtpTime.From(now).Middle - block.LastSenderReport - block.DelaySinceLastSenderReport));
                RoundTrip = roundTrip is >= 0 and < MaximumRoundTrip ? TimeSpan.FromSeconds(roundTrip / 65536.0) : RoundTrip;
            }
        }
    }

    /// <summary>What we relay keeps the gaps it came with, and the other side reports them with its own: they are taken off.</summary>
    double LossOfOurs(double missed)
    {
        var (passed, sent) = (sender.SequenceNumbersPassed - _passedBefore, sender.PacketsSent - _sentBefore);
        (_passedBefore, _sentBefore) = (sender.SequenceNumbersPassed, sender.PacketsSent);
        var came = passed == 0 ? 1 : Math.Min(1, (double)sent / passed);
        return came == 0 ? 0 : Math.Clamp(1 - ((1 - missed) / came), 0, 1);
    }

    bool WithinRate(DateTimeOffset now)
    {
        _allowance = Math.Min(PacketsPerSecond, _allowance + Math.Max(0, (now - _allowanceAt).TotalSeconds) * PacketsPerSecond);
        _allowanceAt = now;
        if (_allowance < 1)
        {
            return false;
        }

        _allowance--;
        return true;
    }

    public const int MaximumLength = 512;
    const double PacketsPerSecond = 20;
    const double MaximumJitter = 10;
    const int MaximumRoundTrip = 60 * 65536;
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
}
