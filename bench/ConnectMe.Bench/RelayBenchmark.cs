using System.Net;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using ConnectMe.Media;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;
using ConnectMe.Media.Stun;
using ConnectMe.Media.Switching;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Bench;

/// <summary>
/// What the media thread does with one packet of a call, but for the two system calls: unprotect, look, switch, rewrite, protect for the other side. Between
/// the lines of two browsers, and between the legs of two phones.
/// </summary>
public class RelayBenchmark
{
    const int Batch = 8192;
    const string Lines = "lines";
    const string Legs = "legs";
    const string Gcm = "AEAD_AES_128_GCM";
    const string CounterMode = "AES128_CM_HMAC_SHA1_80";
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    readonly byte[][] _datagrams = [.. Enumerable.Range(0, Batch).Select(_ => new byte[Voice.BufferLength])];
    readonly int[] _lengths = new int[Batch];
    readonly RelayOutputs _outputs = new();
    Exchange _exchange = null!;
    MediaConnection _talker = null!;
    Taking _take = null!;
    Path _path;
    Voice _voice = null!;
    DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    long _said;

    delegate Heard Taking(Span<byte> datagram, scoped in Path path, DateTimeOffset now);

    public static IEnumerable<string> Calls => [$"{Lines} {Gcm}", $"{Lines} {CounterMode}", Legs, $"{Legs} {CounterMode}", $"{Legs} {Gcm}"];

    /// <summary>What is at both ends, and how its sound is protected.</summary>
    [ParamsSource(nameof(Calls))]
    public string Between { get; set; } = "";

    /// <summary>Null: plain RTP.</summary>
    string? Profile => Between.Split(' ') is [_, var profile] ? profile : null;

    [GlobalSetup]
    public void Call()
    {
        _exchange = _outputs.Exchange = new Exchange(_outputs);
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        Open(other, port: 5003);
        _path = Open(one, port: 5001);
        _exchange.Connect(one, other);
        _voice = new Voice(Profile is { } profile ? new SrtpSession(Keys.For(profile), isServer: false) : null, 0xC0DE);
        _outputs.Forget();
        _said = Profile is null ? -1 : 0; // the first packet of a plain source is on probation (RFC 3550 §A.1)
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
            var heard = _take(_datagrams[i].AsSpan(0, _lengths[i]), _path, _now);
            _outputs.Drain(_talker);
            Exchange.Hear(_talker, heard, _now);
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

    /// <summary>What is opened last is the one that talks.</summary>
    Path Open(Guid id, ushort port) => Between.StartsWith(Lines, StringComparison.Ordinal) ? OpenLine(id, port) : OpenLeg(id, port);

    Path OpenLine(Guid line, ushort port)
    {
        using var random = RandomNumberGenerator.Create();
        var ice = IceCredentials.Create(random);
        var audio = new NegotiatedAudio([(AudioCodec.Pcmu, PayloadType.Pcmu)], telephoneEvent: null, audioLevel: 0);
        var terms = new ConnectionTerms(
            ice,
            "peer",
            audio,
            new Ssrc(port),
            new SequenceNumber(1),
            new RtpTimestamp(1),
            "bench"u8.ToArray()
        );
        var connection = new PeerConnection(terms, _ => new NoHandshake(), _now);
        var path = new Path(TransportAddress.Of(IPAddress.Loopback, 5000), TransportAddress.Of(IPAddress.Loopback, port));
        _exchange.Open(line, connection, _now);
        StunMessage.Read(BindingCheck.Write(ice, "peer"), out var check);
        connection.Handle(check, path, _now);
        connection.Handle(new DtlsOutput.Connected(Keys.For(Profile!)));
        _outputs.Drain(connection);
        _outputs.Forget();
        _talker = connection;
        _take = connection.Handle;
        return path;
    }

    Path OpenLeg(Guid leg, ushort port)
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
            Profile is { } profile ? Keys.For(profile) : null,
            Dtls: null,
            SignalledFrom: null,
            TimeSpan.FromSeconds(30)
        );
        var origin = new RtpOrigin(local, local, new Ssrc(port), new SequenceNumber(1), new RtpTimestamp(1), "bench"u8.ToArray());
        var session = new RtpSession(origin, terms, (_, _) => throw new InvalidOperationException("There is no DTLS here"));
        _exchange.Negotiated(leg, session, terms, _now);
        _talker = session;
        _take = session.Handle;
        return new Path(local, remote);
    }

    sealed class NoHandshake : IDtlsTransport
    {
        public long Dropped => 0;

        public void Handle(ReadOnlySpan<byte> datagram) { }

        public void Close() { }

        public void Dispose() { }
    }
}
