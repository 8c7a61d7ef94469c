using System.Net;
using BenchmarkDotNet.Attributes;
using ConnectMe.Media;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Recording;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Switching;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Bench;

/// <summary>
/// What recording one call costs in one second of it: on the media thread, which is what the call pays (compare with and without), and on the writing
/// thread, which may be late: 10 ms are one per cent of a core. Both sides speak; the file is on the disk of the temporary folder.
/// </summary>
public class RecordingBenchmark
{
    const int Calls = 20;
    const int Ticks = 50;
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    static readonly PayloadType Type = new(100);

    readonly RelayOutputs _outputs = new();
    readonly byte[] _datagram = new byte[1500];
    readonly List<(RtpSession Session, Path Path, StreamSplicer Stream)> _legs = [];
    readonly List<CallRecording> _recordings = [];
    readonly string _folder = Directory.CreateTempSubdirectory("connectme-bench-").FullName;
    readonly byte[] _entry = new byte[RecordingTap.MaximumEntry];
    Exchange _exchange = null!;
    byte[][] _speech = [];
    DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public static IEnumerable<string> Codecs => AudioCodec.Available.Select(codec => codec.Name);

    [ParamsSource(nameof(Codecs))]
    public string Codec { get; set; } = "";

    [GlobalSetup]
    public void Talk()
    {
        var codec = AudioCodec.Available.Single(c => c.Name == Codec);
        _speech = CodecBenchmark.EncodedSpeech(codec, Ticks);
        _exchange = _outputs.Exchange = new Exchange(_outputs);
        for (ushort i = 0; i < Calls; i++)
        {
            var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
            _legs.Add(Open(one, codec, (ushort)(5000 + (4 * i))));
            _legs.Add(Open(other, codec, (ushort)(5002 + (4 * i))));
            _exchange.Connect(one, other);
            var recording = new CallRecording(
                one,
                new RecordingOptions(System.IO.Path.Combine(_folder, $"{i}.ogg"), TimeSpan.MaxValue, long.MaxValue),
                TimeProvider.System
            );
            _recordings.Add(recording);
        }

        Second();
    }

    [GlobalCleanup]
    public void HangUp()
    {
        _recordings.ForEach(recording => recording.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void MediaThreadWithoutRecording() => Second();

    [Benchmark(OperationsPerInvoke = Calls)]
    public void MediaThreadWithRecording()
    {
        Attach();
        Second();
        Detach();
        foreach (var recording in _recordings) // as cheap as it gets: nothing is decoded
        {
            while (recording.Tap.Packets.TryTake(_entry, out _, out _)) { }
        }
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public void BothThreads()
    {
        Attach();
        Second();
        Detach();
        foreach (var recording in _recordings)
        {
            if (recording.Write() is { } end)
            {
                throw new InvalidOperationException($"A recording ended: {end}");
            }
        }
    }

    void Attach()
    {
        var lines = _exchange.Lines.ToList();
        for (var i = 0; i < _recordings.Count; i++)
        {
            lines[2 * i].Record(_recordings[i].Tap);
        }
    }

    void Detach()
    {
        foreach (var line in _exchange.Lines)
        {
            line.Record(null);
        }
    }

    void Second()
    {
        for (var tick = 0; tick < Ticks; tick++)
        {
            _now += Frame;
            for (var i = 0; i < _legs.Count; i++)
            {
                var (session, path, stream) = _legs[i];
                var payload = _speech[(tick + i) % Ticks];
                var length = stream.Next(Type, payload.Length, _now).Write(_datagram, payload);
                var heard = session.Handle(_datagram.AsSpan(0, length), path, _now);
                _outputs.Drain(session);
                Exchange.Hear(session, heard, _now);
            }

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
