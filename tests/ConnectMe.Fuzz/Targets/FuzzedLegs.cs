using System.Net;
using ConnectMe.Media;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;
using ConnectMe.Media.Switching;
using IcePath = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Fuzz.Targets;

/// <summary>Two calls between four legs, without sockets, in a time of their own: one transcoded to Opus, one between SRTP and plain RTP with digits heard in the sound.</summary>
sealed class FuzzedLegs : ILineOutputs, IDisposable
{
    public const byte Audio = 100;
    public const byte Events = 101;

    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    static readonly SrtpKeyingMaterial Keys = new(
        SrtpProtectionProfile.AeadAes128Gcm,
        new byte[16],
        new byte[16],
        new byte[12],
        new byte[12]
    );

    readonly Exchange _exchange;
    readonly (Guid Id, RtpSession Session, IcePath Path, IcePath RtcpPath)[] _legs;
    readonly SrtpSession _phone = new(Keys, isServer: false);
    readonly byte[] _buffer = new byte[2048];
    long _messages;

    public FuzzedLegs()
    {
        _exchange = new Exchange(this);
        _legs =
        [
            Leg(1, AudioCodec.Pcma, hasEvents: true, keys: null),
            Leg(2, AudioCodec.Opus, hasEvents: true, keys: null),
            Leg(3, AudioCodec.G722, hasEvents: false, keys: null),
            Leg(4, AudioCodec.Pcmu, hasEvents: true, Keys),
        ];
        _exchange.Connect(_legs[0].Id, _legs[1].Id);
        _exchange.Connect(_legs[2].Id, _legs[3].Id);
    }

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The next leg in turn gets it. One whose leg is encrypted is encrypted every second time: damage inside, and outside.</summary>
    public bool Handle(Span<byte> message, bool isRtcp)
    {
        Now += Frame;
        var turn = _messages++;
        var leg = _legs[turn % _legs.Length];
        if (leg.Id == _legs[3].Id && turn / _legs.Length % 2 == 0 && message.Length is >= 12 and < 1500)
        {
            message.CopyTo(_buffer);
            var failure = isRtcp
                ? _phone.ProtectRtcp(_buffer, message.Length, out var length)
                : _phone.ProtectRtp(_buffer, message.Length, out length);
            message = failure == SrtpFailure.None ? _buffer.AsSpan(0, length) : message;
        }

        var heard = leg.Session.Handle(message, isRtcp ? leg.RtcpPath : leg.Path, Now);
        Drain(leg.Session);
        Exchange.Hear(leg.Session, heard, Now);
        foreach (var line in _exchange.Lines)
        {
            line.Tick(Now);
        }

        if (turn % 50 == 0)
        {
            _exchange.Review(Now);
        }

        var quality = leg.Session.Quality;
        if (!double.IsFinite(quality.Mos ?? 1) || !double.IsFinite(quality.Jitter.TotalSeconds))
        {
            throw new InvalidOperationException($"The quality is no number: {quality}");
        }

        return heard.Kind != HeardKind.Dropped;
    }

    public void Drain(MediaConnection connection)
    {
        while (connection.TryTake(out var output))
        {
            if (output.Kind != MediaOutputKind.Transmit)
            {
                _exchange.Handle(connection, output, Now);
            }
        }
    }

    public void Admit(MediaConnection connection) { }

    public void Retire(MediaConnection connection) { }

    public void Report(MediaEvent happened) { }

    public void Dispose()
    {
        foreach (var leg in _legs)
        {
            leg.Session.Dispose();
        }

        _phone.Dispose();
    }

    (Guid, RtpSession, IcePath, IcePath) Leg(ushort number, AudioCodec codec, bool hasEvents, SrtpKeyingMaterial? keys)
    {
        static TransportAddress At(int port) => TransportAddress.Of(IPAddress.Loopback, (ushort)port);
        var (local, localRtcp) = (At(20000 + (2 * number)), At(20001 + (2 * number)));
        var (remote, remoteRtcp) = (At(5000 + (2 * number)), At(5001 + (2 * number)));
        RtpMap? events = hasEvents ? new RtpMap(new PayloadType(Events), "telephone-event", codec.ClockRate, 1) : null;
        var terms = new RtpTerms(
            new NegotiatedAudio([(codec, new PayloadType(Audio))], events, 0),
            remote,
            remoteRtcp,
            Mux: false,
            MediaDirection.SendReceive,
            keys,
            Dtls: null,
            SignalledFrom: null,
            TimeSpan.FromSeconds(30)
        );
        var origin = new RtpOrigin(local, localRtcp, new Ssrc(number), new SequenceNumber(9), new RtpTimestamp(9), "x"u8.ToArray());
        var session = new RtpSession(origin, terms, (_, _) => throw new InvalidOperationException("There is no DTLS here"));
        var id = Guid.NewGuid();
        _exchange.Negotiated(id, session, terms, Now);
        return (id, session, new IcePath(local, remote), new IcePath(localRtcp, remoteRtcp));
    }
}
