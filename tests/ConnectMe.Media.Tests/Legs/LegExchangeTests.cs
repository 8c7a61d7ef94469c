using ConnectMe.Media.Codecs;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Switching;
using ConnectMe.Media.Tests.Codecs;
using ConnectMe.Media.Tests.PeerConnections;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>Legs in an exchange, in simulated time.</summary>
public sealed class LegExchangeTests : IDisposable
{
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    readonly SimulatedOutputs _outputs = new() { Now = new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero) };
    readonly Exchange _exchange;
    readonly List<SimulatedPhone> _phones = [];

    public LegExchangeTests() => _outputs.Exchange = _exchange = new Exchange(_outputs);

    [Theory]
    [InlineData("PCMA", "PCMA", 20)]
    [InlineData("PCMA", "PCMU", 60)]
    [InlineData("G722", "PCMA", 60)]
    [InlineData("opus", "PCMA", 60)]
    [InlineData("PCMA", "opus", 60)]
    [Spec("C4")]
    public void The_server_adds_no_more_delay_than_it_promises(string fromName, string toName, int milliseconds)
    {
        var (from, to) = (Phone(Named(fromName)), Phone(Named(toName)));
        _exchange.Connect(from.Id, to.Id);
        using var encoder = from.Codec.CreateEncoder();
        using var decoder = to.Codec.CreateDecoder();
        var payload = new byte[AudioCodec.MaximumPayload];
        var (silence, loud) = (new short[from.Codec.FrameSamples], Signals.Tone(1000, from.Codec.SampleRate, 0.02));
        DateTimeOffset said = default;
        for (var frame = 0; frame < 100; frame++)
        {
            if (frame == 50)
            {
                said = _outputs.Now; // the first of its samples was spoken 20 ms before, which is the phone's own delay
            }

            from.Say(_exchange, _outputs, _outputs.Now, payload.AsSpan(0, encoder.Encode(frame < 50 ? silence : loud, payload)));
            Tick(Frame / 2); // the tick of the loop comes in the middle
            Tick(Frame / 2);
        }

        var samples = new short[AudioCodec.MaximumSamples];
        var heard = to.Received.First(received =>
        {
            var count = decoder.Decode(received.Payload, samples);
            return Signals.Level(samples.AsSpan(0, count).ToArray()) > 1000;
        });
        Assert.InRange((heard.At - said).TotalMilliseconds, 0, milliseconds);
    }

    [Theory]
    [InlineData(0.01, 20, 4.0)]
    [InlineData(0.05, 40, 3.5)]
    [InlineData(0.3, 100, 1.0)]
    [Spec("C5")]
    public void Speech_over_a_bad_network_is_judged_as_it_sounds_and_goes_on(double loss, int jitter, double expected)
    {
        var (from, to) = (Phone(AudioCodec.G722), Phone(AudioCodec.Pcma));
        _exchange.Connect(from.Id, to.Id);
        var random = new Random(6076);
        var began = _outputs.Now;
        var packets = new PriorityQueue<byte[], TimeSpan>();
        var kept = 0;
        for (var frame = 0; frame < 2000; frame++)
        {
            var packet = new byte[172];
            from.Stream.Next(new PayloadType(100), 160, began + (frame * Frame)).Write(packet, AudioCodec.G722.Silence.Span);
            if (random.NextDouble() >= loss)
            {
                packets.Enqueue(packet, (frame * Frame) + TimeSpan.FromMilliseconds(random.NextDouble() * jitter));
                kept++;
            }
        }

        while (packets.TryDequeue(out var packet, out var at))
        {
            while (began + at - _outputs.Now > Frame / 2)
            {
                Tick(Frame / 2);
            }

            from.Arrive(_exchange, _outputs, packet, from.Path, began + at);
        }

        var quality = from.Session.Quality;
        Assert.InRange(quality.Mos!.Value, expected, 4.5);
        Assert.InRange((double)quality.Lost / (quality.Lost + quality.Packets), loss - 0.02, loss + 0.02);
        Assert.InRange(quality.Packets, kept - 20, kept);
        Assert.True(to.Received.Count > 1500); // what was lost is concealed, not left out
    }

    [Fact]
    public void What_is_relayed_allocates_nothing()
    {
        var (one, other) = (Phone(AudioCodec.Pcma), Phone(AudioCodec.Pcma));
        _exchange.Connect(one.Id, other.Id);
        var datagram = new byte[172];
        AudioCodec.Pcma.Silence.Span.CopyTo(datagram.AsSpan(12));
        long Allocated(int packets)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < packets; i++)
            {
                _outputs.Now += Frame;
                one.Stream.Next(new PayloadType(100), 160, _outputs.Now).Write(datagram);
                var heard = one.Session.Handle(datagram, one.Path, _outputs.Now);
                Exchange.Hear(one.Session, heard, _outputs.Now);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        _outputs.Records = false;
        Allocated(100);

        Assert.Equal(0, Allocated(10_000));
        Assert.True(_outputs.Sent > 10_000);
    }

    [Fact]
    public void A_session_that_is_refreshed_goes_on_without_a_gap()
    {
        var (one, other) = (Phone(AudioCodec.G722), Phone(AudioCodec.Pcma));
        _exchange.Connect(one.Id, other.Id);
        for (var frame = 0; frame < 100; frame++)
        {
            one.Say(_exchange, _outputs, _outputs.Now, AudioCodec.G722.Silence.Span);
            Tick(Frame / 2);
            Tick(Frame / 2);
            if (frame == 50)
            {
                _exchange.Negotiated(other.Id, other.Session, other.Terms with { }, _outputs.Now);
            }
        }

        Assert.All(other.Received.Zip(other.Received.Skip(1)), pair => Assert.Equal(Frame, pair.Second.At - pair.First.At));
        Assert.True(other.Received.Count > 90);
    }

    [Fact]
    public void Comfort_noise_is_a_pause_and_leaves_no_gap()
    {
        var (one, other) = (Phone(AudioCodec.Pcma), Phone(AudioCodec.Pcma));
        _exchange.Connect(one.Id, other.Id);
        byte[] noise = [64];
        var packet = new byte[172];
        for (var i = 0; i < 10; i++)
        {
            one.Say(_exchange, _outputs, _outputs.Now, AudioCodec.Pcma.Silence.Span);
            _outputs.Now += Frame;
        }

        var length = one.Stream.Next(PayloadType.ComfortNoise, 1, _outputs.Now).Write(packet, noise);
        Assert.Equal(HeardKind.Event, one.Arrive(_exchange, _outputs, packet.AsSpan(0, length), one.Path, _outputs.Now).Kind);
        one.Say(_exchange, _outputs, _outputs.Now += Frame, AudioCodec.Pcma.Silence.Span);

        Assert.DoesNotContain(other.Received, received => received.Payload.Length == 1);
        Assert.True(other.Received.Count >= 10);
    }

    [Fact]
    [Spec("H2", "H3")]
    public void Mutated_packets_from_anywhere_break_nothing_and_are_answered_nowhere_else()
    {
        var (one, other) = (Phone(AudioCodec.Pcma), Phone(AudioCodec.Pcmu));
        _exchange.Connect(one.Id, other.Id);
        var random = new Random(3550);
        var foreign = new Path(one.Path.Local, TransportAddress.Of(System.Net.IPAddress.Parse("198.51.100.66"), 6000));
        one.Say(_exchange, _outputs, _outputs.Now, AudioCodec.Pcma.Silence.Span);
        var drops = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var datagram = new byte[random.Next(0, 200)];
            random.NextBytes(datagram);
            if (datagram.Length > 12 && random.Next(4) > 0)
            {
                new RtpHeader(
                    random.Next(2) == 0,
                    new PayloadType((byte)random.Next(99, 103)),
                    new SequenceNumber((ushort)i),
                    new RtpTimestamp((uint)i * 160),
                    new Ssrc((uint)random.Next(3))
                ).Write(datagram);
                datagram[random.Next(datagram.Length)] ^= (byte)random.Next(256);
            }

            if (random.Next(20) == 0)
            {
                Tick(Frame);
            }

            drops +=
                one.Arrive(_exchange, _outputs, datagram, random.Next(2) == 0 ? one.Path : foreign, _outputs.Now).Kind == HeardKind.Dropped
                    ? 1
                    : 0;
        }

        Assert.InRange(drops, 25_000, 50_000);
        Assert.All(_phones, phone => Assert.All(phone.SentTo, to => Assert.Equal(phone.Path.Remote.Address, to.Address)));
        Assert.True(double.IsFinite(one.Session.Quality.Mos ?? 1));
    }

    public void Dispose() => _phones.ForEach(phone => phone.Dispose());

    SimulatedPhone Phone(AudioCodec codec)
    {
        var phone = new SimulatedPhone(_exchange, _outputs, (ushort)(10 * (_phones.Count + 1)), codec, _outputs.Now);
        _phones.Add(phone);
        return phone;
    }

    void Tick(TimeSpan time)
    {
        _outputs.Now += time;
        if (_outputs.Now.Ticks / (Frame.Ticks / 2) % 2 == 1)
        {
            foreach (var line in _exchange.Lines)
            {
                line.Tick(_outputs.Now);
            }
        }
    }

    static AudioCodec Named(string name) => AudioCodec.Available.Single(codec => codec.Name == name);
}
