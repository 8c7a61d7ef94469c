using System.Net;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Switching;
using ConnectMe.Media.Tests.PeerConnections;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>A phone on the other end of an <see cref="RtpSession"/>, without sockets or waiting: time is what the test says.</summary>
sealed class SimulatedPhone : IDisposable
{
    static readonly TransportAddress Local = TransportAddress.Of(IPAddress.Loopback, 20000);
    static readonly TransportAddress LocalRtcp = TransportAddress.Of(IPAddress.Loopback, 20001);

    readonly byte[] _packet = new byte[1500];

    public SimulatedPhone(Exchange exchange, SimulatedOutputs outputs, ushort number, AudioCodec codec, DateTimeOffset now)
    {
        Codec = codec;
        Path = new Path(Local, TransportAddress.Of(IPAddress.Loopback, (ushort)(5000 + number)));
        Terms = new RtpTerms(
            new NegotiatedAudio(
                [(codec, new PayloadType(100))],
                new RtpMap(new PayloadType(101), "telephone-event", codec.ClockRate, 1),
                0
            ),
            Path.Remote,
            TransportAddress.Of(IPAddress.Loopback, (ushort)(5001 + number)),
            Mux: false,
            MediaDirection.SendReceive,
            Keys: null,
            Dtls: null,
            SignalledFrom: null,
            TimeSpan.FromSeconds(30)
        );
        var origin = new RtpOrigin(Local, LocalRtcp, new Ssrc(number), new SequenceNumber(9), new RtpTimestamp(9), "x"u8.ToArray());
        Session = new RtpSession(origin, Terms, (_, _) => throw new InvalidOperationException("There is no DTLS here"));
        outputs.Phones.Add(Session, this);
        exchange.Negotiated(Id, Session, Terms, now);
        Stream = new StreamSplicer(new Ssrc(1000u + number), new SequenceNumber(7), new RtpTimestamp(9), codec.ClockRate);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public AudioCodec Codec { get; }

    public Path Path { get; }

    public RtpTerms Terms { get; }

    public RtpSession Session { get; }

    public StreamSplicer Stream { get; }

    /// <summary>Payloads that have come to it, and when.</summary>
    public List<(byte[] Payload, DateTimeOffset At)> Received { get; } = [];

    /// <summary>Where what was sent went to.</summary>
    public HashSet<TransportAddress> SentTo { get; } = [];

    /// <summary>The phone says 20 ms.</summary>
    public void Say(Exchange exchange, SimulatedOutputs outputs, DateTimeOffset now, ReadOnlySpan<byte> payload)
    {
        var length = Stream.Next(new PayloadType(100), payload.Length, now).Write(_packet, payload);
        Arrive(exchange, outputs, _packet.AsSpan(0, length), Path, now);
    }

    public Heard Arrive(Exchange exchange, SimulatedOutputs outputs, Span<byte> datagram, in Path path, DateTimeOffset now)
    {
        var heard = Session.Handle(datagram, path, now);
        outputs.Drain(Session);
        Exchange.Hear(Session, heard, now);
        return heard;
    }

    public void Take(in MediaOutput output, DateTimeOffset now)
    {
        SentTo.Add(output.Path.Remote);
        if (output.Datagram[1] is < 192 or > 223)
        {
            Assert.Equal(RtpMalformedReason.None, RtpPacket.Read(output.Datagram, out var packet));
            Received.Add((packet.Payload.ToArray(), now));
        }
    }

    public void Dispose() => Session.Dispose();
}
