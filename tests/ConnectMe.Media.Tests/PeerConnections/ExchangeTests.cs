using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Switching;
using ConnectMe.Media.Tests.Codecs;

namespace ConnectMe.Media.Tests.PeerConnections;

/// <summary>Who hears whom, in simulated time.</summary>
public sealed class ExchangeTests : IDisposable
{
    static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    readonly SimulatedOutputs _outputs = new();
    readonly Exchange _exchange;
    readonly List<SimulatedLine> _lines = [];
    DateTimeOffset _now = Start;

    public ExchangeTests()
    {
        _exchange = new Exchange(_outputs);
        (_outputs.Exchange, _outputs.Now) = (_exchange, Start);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 3)]
    public void Silence_is_not_put_in_the_place_of_who_speaks_already(bool speaks, int silences)
    {
        var (anna, bram) = (Line(), Line());
        _exchange.StartStream(anna.Id);
        Run(seconds: 0.5, speaks ? [bram] : []);

        _exchange.Connect(anna.Id, bram.Id);
        var before = anna.Received.Count;
        Run(seconds: 0.06);

        Assert.Equal(silences, anna.Received.Count - before);
        Run(seconds: 0.2);
        Assert.InRange(anna.Received.Count - before, silences + 6, 13); // whoever says nothing any more is silent
    }

    [Fact]
    public void The_stream_to_a_line_is_one_whatever_is_switched_behind_it()
    {
        var (anna, bram, third) = (Line(), Line(), Line());
        var music = new Sound(Signals.Tone(600, Sound.SampleRate, 0.2));
        _exchange.StartStream(anna.Id);
        for (var call = 0; call < 10; call++)
        {
            Run(seconds: 0.5); // rings: silence
            _exchange.Connect(anna.Id, call % 2 == 0 ? bram.Id : third.Id);
            Run(seconds: 0.1); // answered, the microphone not yet there
            Run(seconds: 1, call % 2 == 0 ? bram : third); // its clock stood still between calls
            _exchange.Play(anna.Id, music);
            Run(seconds: 0.4, bram, third);
            _exchange.StopPlaying(anna.Id);
            Run(seconds: 0.3, call % 2 == 0 ? bram : third);
            _exchange.Disconnect(anna.Id, call % 2 == 0 ? bram.Id : third.Id);
        }

        var received = anna.Received;
        Assert.Single(received.Select(packet => packet.Header.Ssrc).Distinct());
        for (var i = 1; i < received.Count; i++)
        {
            Assert.Equal(received[i - 1].Header.SequenceNumber.Next, received[i].Header.SequenceNumber);
            Assert.True(
                received[i].Header.Timestamp.IsNewerThan(received[i - 1].Header.Timestamp),
                $"packet {i} is not after the one before"
            );
            // The wall clock: packet by packet the timestamp is what the time is, but for the little that a switch costs.
            var elapsed = (received[i].At - received[0].At).TotalSeconds * 48_000;
            Assert.InRange(received[i].Header.Timestamp.DistanceFrom(received[0].Header.Timestamp) - elapsed, -48 * 45, 48 * 65);
            Assert.InRange(received[i].At - received[i - 1].At, TimeSpan.Zero, TimeSpan.FromMilliseconds(120));
        }
    }

    [Fact]
    public void While_a_voice_is_relayed_no_silence_is_mixed_into_it()
    {
        var (anna, bram) = (Line(), Line());
        _exchange.StartStream(anna.Id);
        _exchange.Connect(anna.Id, bram.Id);
        Run(seconds: 0.1, bram);
        var before = anna.Received.Count;

        Run(seconds: 2, bram);

        Assert.Equal(100, anna.Received.Count - before);
        Assert.DoesNotContain(anna.Received.Skip(before), packet => packet.Header.Marker);
    }

    [Fact]
    [Spec("B14")]
    public void What_is_measured_goes_on_over_a_reload_and_can_be_read_when_the_line_is_gone()
    {
        var (anna, bram) = (Line(), Line());
        _exchange.Connect(anna.Id, bram.Id);
        Run(seconds: 1, bram); // before it is measured
        var measurement = Guid.NewGuid();
        _exchange.BeginMeasuring(bram.Id, measurement);
        Run(seconds: 1, bram);
        var again = Line(bram.Id);
        Run(seconds: 1, again);
        _exchange.Close(bram.Id, _now);

        _exchange.EndMeasuring(measurement);
        _exchange.EndMeasuring(measurement);

        var measured = Assert.Single(_outputs.Events.OfType<MediaEvent.Measured>());
        Assert.Equal((bram.Id, measurement), (measured.Line, measured.Measurement));
        Assert.InRange(measured.Quality.Packets, 99, 101);
        Assert.True(measured.Quality is { Lost: 0, Codec: "opus", Mos: > 4 });
    }

    [Fact]
    [Spec("B14")]
    public void Lines_that_hear_each_other_are_judged_and_those_that_are_not_connected_are_not()
    {
        var (anna, bram) = (Line(), Line());
        Run(seconds: 2, anna, bram);
        Assert.Empty(_outputs.Events.OfType<MediaEvent.ConditionChanged>());

        _exchange.Connect(anna.Id, bram.Id);
        Run(seconds: 5, anna, bram);

        Assert.Equal(
            new[] { anna.Id, bram.Id }.Order(),
            _outputs.Events.OfType<MediaEvent.ConditionChanged>().Select(changed => changed.Line).Order()
        );
    }

    [Fact]
    public void A_line_that_is_replaced_keeps_what_it_was_connected_to()
    {
        var (anna, bram) = (Line(), Line());
        _exchange.StartStream(anna.Id);
        _exchange.Connect(anna.Id, bram.Id);
        Run(seconds: 0.2, bram);

        var again = Line(anna.Id);
        Run(seconds: 0.2, bram);

        Assert.Contains(anna.Connection, _outputs.Retired);
        Assert.InRange(again.Received.Count, 9, 11);
        Assert.DoesNotContain(_outputs.Events, happened => happened is MediaEvent.LineDown);
        Assert.Equal(3, _outputs.Events.OfType<MediaEvent.LineUp>().Count());
    }

    [Fact]
    public void A_line_whose_browser_says_goodbye_is_down_and_finds_its_call_again_within_a_minute()
    {
        var (anna, bram) = (Line(), Line());
        _exchange.Connect(anna.Id, bram.Id);
        _exchange.SetMuted(bram.Id, true);

        Goodbye(anna);
        Assert.Equal(new MediaEvent.LineDown(anna.Id, LineDownReason.Closed), _outputs.Events[^1]);

        Run(seconds: 20);
        var again = Line(anna.Id);
        Run(seconds: 0.2, bram);
        Assert.Empty(again.Received); // still muted

        _exchange.SetMuted(bram.Id, false);
        Run(seconds: 0.2, bram);
        Assert.NotEmpty(again.Received);
    }

    [Fact]
    public void A_line_that_stays_away_for_more_than_a_minute_is_forgotten()
    {
        var (anna, bram) = (Line(), Line());
        _exchange.Connect(anna.Id, bram.Id);
        Goodbye(anna);

        Run(seconds: 62);
        var again = Line(anna.Id);
        Run(seconds: 0.2, bram);

        Assert.Empty(again.Received);
    }

    [Fact]
    public void A_line_without_consent_checks_for_30_s_is_down()
    {
        var anna = Line();
        _exchange.StartStream(anna.Id);

        Run(seconds: 29.9);
        Assert.DoesNotContain(_outputs.Events, happened => happened is MediaEvent.LineDown);

        Run(seconds: 0.2);
        Assert.Equal(new MediaEvent.LineDown(anna.Id, LineDownReason.ConsentExpired), _outputs.Events[^1]);
    }

    [Fact]
    public void A_closed_line_is_silent_about_it_and_its_peer_is_alone()
    {
        var (anna, bram) = (Line(), Line());
        _exchange.Connect(anna.Id, bram.Id);

        _exchange.Close(anna.Id, _now);
        Run(seconds: 0.2, bram);

        Assert.DoesNotContain(_outputs.Events, happened => happened is MediaEvent.LineDown);
        Assert.Contains(anna.Connection, _outputs.Retired);
        Assert.Empty(anna.Received);
    }

    [Fact]
    public void A_fault_on_one_line_closes_that_line_only()
    {
        var (anna, bram, third) = (Line(), Line(), Line());
        _exchange.Connect(anna.Id, bram.Id);

        _exchange.Fault(third.Connection, new InvalidOperationException("a bug"), _now);
        Run(seconds: 0.2, bram);

        Assert.Contains(new MediaEvent.LineDown(third.Id, LineDownReason.Faulted), _outputs.Events);
        Assert.Contains(_outputs.Events, happened => happened is MediaEvent.Faulted faulted && faulted.Line == third.Id);
        Assert.NotEmpty(anna.Received);
    }

    [Fact]
    public void A_packet_is_relayed_without_allocating()
    {
        var (anna, bram) = (Line(), Line());
        _exchange.StartStream(anna.Id);
        _exchange.Connect(anna.Id, bram.Id);
        anna.Records = bram.Records = false;
        RunOnTime(packets: 500, anna, bram);

        var before = GC.GetAllocatedBytesForCurrentThread();
        RunOnTime(packets: 500, anna, bram);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    public void Dispose() => _lines.ForEach(line => line.Dispose());

    SimulatedLine Line(Guid? id = null, AudioCodec? codec = null)
    {
        var line = new SimulatedLine(_exchange, _outputs, _lines.Count + 1, codec ?? AudioCodec.Opus, _now, id);
        _lines.Add(line);
        return line;
    }

    void Goodbye(SimulatedLine line)
    {
        line.Connection.Handle(new DtlsOutput.Closed());
        _outputs.Drain(line.Connection);
    }

    void Run(double seconds, params IReadOnlyList<SimulatedLine> speaking)
    {
        for (var frames = (int)Math.Round(seconds * 50); frames > 0; frames--)
        {
            _now = _outputs.Now = _now + Frame;
            foreach (var line in _exchange.Lines)
            {
                line.Tick(_now);
            }

            foreach (var line in speaking)
            {
                line.Say(_exchange, _outputs, _now);
            }

            if ((_now - Start).TotalMilliseconds % 1000 == 0)
            {
                _exchange.Review(_now);
            }
        }
    }

    void RunOnTime(int packets, SimulatedLine one, SimulatedLine other)
    {
        for (var i = 0; i < packets; i++)
        {
            _now = _outputs.Now = _now + Frame;
            foreach (var line in _exchange.Lines)
            {
                line.Tick(_now);
            }

            one.Say(_exchange, _outputs, _now);
            other.Say(_exchange, _outputs, _now);
        }
    }
}
