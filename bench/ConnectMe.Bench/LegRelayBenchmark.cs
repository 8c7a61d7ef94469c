using System.Net;
using BenchmarkDotNet.Attributes;
using ConnectMe.Media;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;
using ConnectMe.Media.Switching;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Bench;

/// <summary>As <see cref="RelayBenchmark"/>, between the legs of two phones: what the media thread does with one packet, but for the two system calls.</summary>
public class LegRelayBenchmark
{
    const int Batch = 8192;
    const string Plain = "plain RTP";
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    readonly byte[][] _datagrams = [.. Enumerable.Range(0, Batch).Select(_ => new byte[Voice.BufferLength])];
    readonly int[] _lengths = new int[Batch];
    readonly RelayOutputs _outputs = new();
    Exchange _exchange = null!;
    RtpSession _talker = null!;
    Path _path;
    Voice _voice = null!;
    DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    long _said;

    [Params(Plain, "AES128_CM_HMAC_SHA1_80", "AEAD_AES_128_GCM")]
    public string Media { get; set; } = "";

    [GlobalSetup]
    public void Call()
    {
        _exchange = _outputs.Exchange = new Exchange(_outputs);
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        (_talker, _path) = Open(one, port: 5001);
        Open(other, port: 5003);
        _exchange.Connect(one, other);
        _voice = new Voice(KeysOfMedia is { } keys ? new SrtpSession(keys, isServer: false) : null, 0xC0DE);
        _outputs.Forget();
        _said = KeysOfMedia is null ? -1 : 0; // the first packet of a plain source is on probation (RFC 3550 §A.1)
    }

    [IterationSetup]
    public void Talk()
    {
        for (var i = 0; i < Batch; i++)
        {
            _lengths[i] = _voice.Next(_datagrams[i]);
        }
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public void Relay()
    {
        for (var i = 0; i < Batch; i++)
        {
            _now += Frame;
            var heard = _talker.Handle(_datagrams[i].AsSpan(0, _lengths[i]), _path, _now);
            _outputs.Drain(_talker);
            _exchange.Hear(_talker, heard, _now);
        }
        _said += Batch;
    }

    [GlobalCleanup]
    public void Check()
    {
        if (_outputs.Sent != _said)
        {
            throw new InvalidOperationException($"{_said} packets came in and {_outputs.Sent} went out");
        }
    }

    SrtpKeyingMaterial? KeysOfMedia => Media == Plain ? null : Keys.For(Media);

    (RtpSession Session, Path Path) Open(Guid leg, ushort port)
    {
        var local = TransportAddress.Of(IPAddress.Loopback, 20000);
        var remote = TransportAddress.Of(IPAddress.Loopback, port);
        var terms = new RtpTerms(
            new NegotiatedAudio(
                [(AudioCodec.Pcmu, PayloadType.Pcmu)],
                telephoneEvent: new RtpMap(new PayloadType(101), "telephone-event", 8000, 1),
                audioLevel: 0
            ),
            remote,
            RemoteRtcp: null,
            Mux: false,
            MediaDirection.SendReceive,
            KeysOfMedia,
            Dtls: null,
            SignalledFrom: null,
            TimeSpan.FromSeconds(30)
        );
        var origin = new RtpOrigin(local, local, new Ssrc(port), new SequenceNumber(1), new RtpTimestamp(1), "bench"u8.ToArray());
        var session = new RtpSession(origin, terms, (_, _) => throw new InvalidOperationException("There is no DTLS here"));
        _exchange.Negotiated(leg, session, terms, _now);
        return (session, new Path(local, remote));
    }
}
