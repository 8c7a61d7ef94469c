using System.Net;
using BenchmarkDotNet.Attributes;
using ConnectMe.Media;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Switching;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Bench;

/// <summary>
/// What one member of a conference costs in 20 ms, but for the two system calls: the packet in, decoded, mixed, encoded without themself, and out.
/// All 50 speak, which is the most there can be to do. 200 us are one per cent of a core.
/// </summary>
public class MixBenchmark
{
    const int Members = 50;
    const int Ticks = 50;
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    static readonly PayloadType Type = new(100);

    readonly RelayOutputs _outputs = new();
    readonly byte[] _datagram = new byte[1500];
    readonly List<(RtpSession Session, Path Path, StreamSplicer Stream)> _members = [];
    Exchange _exchange = null!;
    byte[][] _speech = [];
    DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public static IEnumerable<string> Codecs => AudioCodec.Available.Select(codec => codec.Name);

    [ParamsSource(nameof(Codecs))]
    public string Codec { get; set; } = "";

    [GlobalSetup]
    public void Gather()
    {
        var codec = AudioCodec.Available.Single(c => c.Name == Codec);
        _speech = CodecBenchmark.EncodedSpeech(codec, Ticks);
        _exchange = _outputs.Exchange = new Exchange(_outputs);
        var mix = Guid.NewGuid();
        for (ushort i = 0; i < Members; i++)
        {
            var id = Guid.NewGuid();
            _members.Add(Open(id, codec, (ushort)(5000 + (2 * i))));
            _exchange.StartStream(id);
            _exchange.Mix(mix, id, Audience.All);
        }

        Talk();
        _outputs.Forget();
        Talk();
        if (_outputs.Sent < Members * Ticks)
        {
            throw new InvalidOperationException($"{Members} members were sent {_outputs.Sent} packets in {Ticks} ticks");
        }
    }

    [Benchmark(OperationsPerInvoke = Members * Ticks)]
    public void Talk()
    {
        for (var tick = 0; tick < Ticks; tick++)
        {
            _now += Frame;
            for (var i = 0; i < _members.Count; i++)
            {
                var (session, path, stream) = _members[i];
                var payload = _speech[(tick + i) % Ticks];
                var length = stream.Next(Type, payload.Length, _now).Write(_datagram, payload);
                var heard = session.Handle(_datagram.AsSpan(0, length), path, _now);
                _outputs.Drain(session);
                Exchange.Hear(session, heard, _now);
            }

            foreach (var line in _exchange.Lines)
            {
                line.Speak();
            }

            _exchange.Mix();
            foreach (var line in _exchange.Lines)
            {
                line.Tick(_now);
            }
        }
    }

    (RtpSession Session, Path Path, StreamSplicer Stream) Open(Guid leg, AudioCodec codec, ushort port)
    {
        var local = TransportAddress.Of(IPAddress.Loopback, 20000);
        var remote = TransportAddress.Of(IPAddress.Loopback, port);
        var session = BenchLegs.Open(_exchange, leg, codec, Type, local, remote, new Ssrc(port), _now);
        var stream = new StreamSplicer(new Ssrc(1_000_000u + port), new SequenceNumber(7), new RtpTimestamp(9), codec.ClockRate);
        return (session, new Path(local, remote), stream);
    }
}
