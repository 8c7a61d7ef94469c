using ConnectMe.Media.Rtcp;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Fuzz.Targets;

/// <summary>An RTCP compound at a leg in a call, and at a session whose figures are looked at.</summary>
sealed class RtcpTarget : FuzzTarget
{
    const uint Ours = 3;

    readonly FuzzedLegs _legs = new();
    readonly RtcpSession _session;
    readonly byte[] _report = new byte[RtcpSession.MaximumLength];
    DateTimeOffset _now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public RtcpTarget() =>
        _session = new RtcpSession(
            new StreamSplicer(new Ssrc(Ours), default, default, 48000),
            new RtpReceiver(new Ssrc(Ours), 48000, authenticated: true),
            "me"u8.ToArray()
        );

    public override string Name => "rtcp";

    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        Compound(blocks: 0, hasGoodbye: false),
        Compound(blocks: 1, hasGoodbye: true),
        Compound(blocks: 3, hasGoodbye: false),
        [0x81, 205, 0, 3, 0, 0, 0, 7, 0, 0, 0, 3, 0, 5, 0, 1], // NACK
        [0x81, 206, 0, 2, 0, 0, 0, 7, 0, 0, 0, 3], // PLI
        [0x80, 207, 0, 4, 0, 0, 0, 7, 4, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1], // XR with a receiver reference time
        [0x80, 204, 0, 3, 0, 0, 0, 7, 65, 66, 67, 68, 1, 2, 3, 4], // APP
    ];

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        [0x9F, 201, 0, 1, 0, 0, 0, 9], // 31 blocks, none there
        [0x80, 200, 0xFF, 0xFF],
        [0x81, 203, 0, 1, 0, 0, 0, 7],
        [0x81, 202, 0, 2, 0, 0, 0, 7, 1, 200, 65, 0],
        [0xA0, 201, 0, 1, 0, 0, 0, 200],
        [0x80, 201, 0, 1, 0, 0, 0, 9],
        [0, 0, 0, 3, 255, 0x7F, 0xFF, 0xFF, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [.. new byte[400]],
    ];

    public override bool Handle(Span<byte> message)
    {
        _now += TimeSpan.FromMilliseconds(100); // else most are above the rate, and not read
        var reason = _session.Handle(message, _now);
        Must(_session.RemoteLoss is >= 0 and <= 1, $"The loss is {_session.RemoteLoss}");
        Must(_session.RemoteJitter.TotalSeconds is >= 0 and <= 10, $"The jitter is {_session.RemoteJitter}");
        Must(_session.RoundTrip is null or { TotalSeconds: >= 0 and <= 60 }, $"The round trip is {_session.RoundTrip}");
        var written = _session.Write(_report, _now);
        Must(RtcpCompound.Read(_report.AsSpan(0, written), out _) == RtcpMalformedReason.None, "Our report is malformed");
        _legs.Handle(message, isRtcp: true);
        return reason == RtcpMalformedReason.None;
    }

    private protected override void End() => _legs.Dispose();

    static byte[] Compound(int blocks, bool hasGoodbye)
    {
        var block = new ReportBlock(new Ssrc(Ours), 64, 1000, 0x00021234, 77, 0x12345678, 65536);
        var datagram = new byte[512];
        var length = new SenderReport(new Ssrc(7), NtpTime.From(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero)), new RtpTimestamp(2), 3, 4).Write(
            datagram,
            [.. Enumerable.Repeat(block, blocks)]
        );
        length += SourceDescription.Write(datagram.AsSpan(length), new Ssrc(7), "abc"u8);
        length += hasGoodbye ? Goodbye.Write(datagram.AsSpan(length), new Ssrc(7)) : 0;
        return datagram[..length];
    }
}
