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
/// What the media thread does with one packet of a call, but for the two system calls: unprotect, look, switch, rewrite, protect for the other line.
/// </summary>
public class RelayBenchmark
{
    const int Batch = 8192;
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    readonly byte[][] _datagrams = [.. Enumerable.Range(0, Batch).Select(_ => new byte[Voice.BufferLength])];
    readonly int[] _lengths = new int[Batch];
    readonly RelayOutputs _outputs = new();
    Exchange _exchange = null!;
    PeerConnection _talker = null!;
    Path _path;
    Voice _voice = null!;
    DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    long _said;

    [Params("AEAD_AES_128_GCM", "AES128_CM_HMAC_SHA1_80")]
    public string Profile { get; set; } = "";

    [GlobalSetup]
    public void Call()
    {
        _exchange = _outputs.Exchange = new Exchange(_outputs);
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        (_talker, _path) = Open(one, port: 5001);
        Open(other, port: 5002);
        _exchange.Connect(one, other);
        _voice = new Voice(new SrtpSession(Keys.For(Profile), isServer: false), 0xC0DE);
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

    (PeerConnection Connection, Path Path) Open(Guid line, ushort port)
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
        connection.Handle(new DtlsOutput.Connected(Keys.For(Profile)));
        _outputs.Drain(connection);
        _outputs.Forget();
        return (connection, path);
    }

    sealed class NoHandshake : IDtlsTransport
    {
        public long Dropped => 0;

        public void Handle(ReadOnlySpan<byte> datagram) { }

        public void Close() { }

        public void Dispose() { }
    }
}
