using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Switching;
using ConnectMe.Media.Tests.Codecs;
using ConnectMe.Media.Tests.PeerConnections;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>Who hears whom of many: each says a tone of their own, in simulated time.</summary>
public sealed class MixTests : IDisposable
{
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    static readonly Guid Mix = Guid.NewGuid();

    readonly SimulatedOutputs _outputs = new() { Now = new DateTimeOffset(2026, 11, 28, 7, 0, 0, TimeSpan.Zero) };
    readonly Exchange _exchange;
    readonly List<Voice> _voices = [];

    public MixTests() => _outputs.Exchange = _exchange = new Exchange(_outputs);

    [Fact]
    [Spec("M6.4.8-01")]
    public void Each_hears_all_the_others_and_not_themself_whatever_the_codecs()
    {
        var (anna, bram, sanne, joost) = (Join("opus", 500), Join("G722", 800), Join("PCMA", 1100), Join("PCMU", 1400));

        Run(seconds: 2);

        AssertHears(anna, bram, sanne, joost);
        AssertHears(bram, anna, sanne, joost);
        AssertHears(sanne, anna, bram, joost);
        AssertHears(joost, anna, bram, sanne);
    }

    [Fact]
    public void A_wideband_voice_stays_wideband_between_those_who_can_hear_it()
    {
        var (anna, bram, sanne) = (Join("opus", 6000), Join("opus", 500), Join("PCMA", 800));

        Run(seconds: 2);

        AssertHears(bram, anna, sanne);
        AssertHears(sanne, bram); // 6 kHz is beyond a telephone
    }

    [Fact]
    public void Who_is_heard_by_nobody_hears_all_and_one_who_whispers_is_heard_by_one()
    {
        var (agent, customer) = (Join("PCMA", 500), Join("PCMA", 800));
        var (listener, another) = (Join("PCMA", 1100, Audience.Nobody), Join("G722", 1400, Audience.Nobody));
        Run(seconds: 2);
        AssertHears(agent, customer);
        AssertHears(customer, agent);
        AssertHears(listener, agent, customer);
        AssertHears(another, agent, customer);

        _exchange.Mix(Mix, listener.Phone.Id, Audience.One(agent.Phone.Id));
        Run(seconds: 2);
        AssertHears(agent, customer, listener);
        AssertHears(customer, agent);
        AssertHears(another, agent, customer);

        _exchange.Mix(Mix, listener.Phone.Id, Audience.All);
        Run(seconds: 2);
        AssertHears(customer, agent, listener);
        AssertHears(another, agent, customer, listener);
    }

    [Fact]
    public void Who_leaves_or_is_muted_is_heard_no_more_and_who_is_alone_hears_silence()
    {
        var (anna, bram, sanne) = (Join("PCMA", 500), Join("opus", 800), Join("PCMA", 1100));
        Run(seconds: 1);

        _exchange.Unmix(Mix, sanne.Phone.Id);
        _exchange.SetMuted(bram.Phone.Id, true);
        Run(seconds: 2);

        AssertHears(anna);
        AssertHears(bram, anna);
        AssertHears(sanne);

        _exchange.Close(bram.Phone.Id, _outputs.Now);
        _voices.Remove(bram);
        Run(seconds: 2);
        AssertHears(anna);
    }

    [Fact]
    public void A_line_is_in_one_mix_or_one_connection_at_a_time()
    {
        var (anna, bram, sanne) = (Join("PCMA", 500), Join("PCMA", 800), Join("PCMA", 1100));
        _exchange.Connect(anna.Phone.Id, bram.Phone.Id);
        Run(seconds: 2);
        AssertHears(anna, bram);
        AssertHears(bram, anna);
        AssertHears(sanne);

        _exchange.Mix(Mix, anna.Phone.Id, Audience.All);
        Run(seconds: 2);
        AssertHears(anna, sanne);
        AssertHears(bram);
    }

    [Fact]
    public void Sixteen_loud_voices_together_are_turned_down_and_not_cut_off()
    {
        for (var i = 0; i < 16; i++)
        {
            Join("PCMA", 300 + (150 * i), amplitude: 12_000);
        }

        Run(seconds: 2);

        var heard = _voices[0].Heard(seconds: 1);
        Assert.True(heard.Max(sample => Math.Abs((int)sample)) <= 32_700);
        Assert.All(_voices[1..], voice => Assert.InRange(Signals.Amplitude(heard, voice.Frequency, 8000), 500, 12_000));

        // What tops that were cut off would leave between the tones.
        Assert.All(_voices[1..], voice => Assert.InRange(Signals.Amplitude(heard, voice.Frequency + 75, 8000), 0, 60));
    }

    [Fact]
    public void The_loudest_voice_is_the_one_who_speaks_and_nobody_is_after_a_second_of_silence()
    {
        var (anna, bram) = (Join("PCMA", 500, amplitude: 9000), Join("PCMA", 800, amplitude: 2000));
        Run(seconds: 2);
        Assert.Equal([new MediaEvent.SpeakerChanged(Mix, anna.Phone.Id)], _outputs.Events.OfType<MediaEvent.SpeakerChanged>());

        anna.IsSilent = true;
        Run(seconds: 3);
        Assert.Equal(new MediaEvent.SpeakerChanged(Mix, bram.Phone.Id), _outputs.Events[^1]);

        bram.IsSilent = true;
        Run(seconds: 3);
        Assert.Equal(new MediaEvent.SpeakerChanged(Mix, Guid.Empty), _outputs.Events[^1]);
        Assert.Equal(3, _outputs.Events.OfType<MediaEvent.SpeakerChanged>().Count());
    }

    [Fact]
    public void A_packet_in_twenty_that_is_lost_leaves_no_hole_in_what_the_others_hear()
    {
        var (anna, bram) = (Join("PCMA", 500), Join("opus", 800));
        Join("PCMU", 1100);
        anna.LosesEvery = 20;

        Run(seconds: 4);

        var heard = bram.Heard(seconds: 3);
        for (var at = 0; at + 960 <= heard.Length; at += 960)
        {
            Assert.InRange(Signals.Amplitude(heard.AsSpan(at, 960), anna.Frequency, 48_000), 3000, 11_000);
        }
    }

    [Theory]
    [InlineData("PCMA")]
    [InlineData("G722")]
    [InlineData("opus")]
    public void Nothing_is_allocated_while_they_talk(string codec)
    {
        var three = new[] { Join(codec, 500), Join(codec, 800), Join(codec, 1100, Audience.Nobody) };
        Run(seconds: 2);
        _outputs.Records = false;
        var said = three.Select(voice => voice.Next().ToArray()).ToArray();
        Talk(three, said, frames: 200);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Talk(three, said, frames: 200);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    public void Dispose() => _voices.ForEach(voice => voice.Dispose());

    void Talk(Voice[] who, byte[][] what, int frames)
    {
        for (var i = 0; i < frames; i++)
        {
            for (var j = 0; j < who.Length; j++)
            {
                who[j].Phone.Say(_exchange, _outputs, _outputs.Now, what[j]);
            }

            Tick();
        }
    }

    /// <summary>As loud as they were said, within what a codec and a limiter do; those not named are 30 dB below at least.</summary>
    void AssertHears(Voice listener, params Voice[] expected)
    {
        var heard = listener.Heard(seconds: 1);
        foreach (var voice in _voices)
        {
            var amplitude = Signals.Amplitude(heard, voice.Frequency, listener.Phone.Codec.SampleRate);
            var (least, most) = expected.Contains(voice) ? (voice.Amplitude * 0.6, voice.Amplitude * 1.3) : (0, 0.03 * voice.Amplitude);
            Assert.True(
                amplitude >= least && amplitude <= most,
                $"the listener of {listener.Frequency} Hz hears {voice.Frequency} Hz at {amplitude:F0}, not between {least:F0} and {most:F0}"
            );
        }
    }

    Voice Join(string codec, double frequency, Audience? audience = null, double amplitude = 6000)
    {
        var phone = new SimulatedPhone(
            _exchange,
            _outputs,
            (ushort)(_voices.Count + 1),
            AudioCodec.Available.Single(available => available.Name == codec),
            _outputs.Now
        );
        var voice = new Voice(phone, frequency, amplitude);
        _voices.Add(voice);
        _exchange.StartStream(phone.Id);
        _exchange.Mix(Mix, phone.Id, audience ?? Audience.All);
        return voice;
    }

    void Run(double seconds)
    {
        for (var frame = 0; frame < seconds * 50; frame++)
        {
            foreach (var voice in _voices)
            {
                if (voice.Next() is { IsEmpty: false } said)
                {
                    voice.Phone.Say(_exchange, _outputs, _outputs.Now, said);
                }
            }

            Tick();
        }
    }

    void Tick()
    {
        _outputs.Now += Frame;
        foreach (var line in _exchange.Lines)
        {
            line.Speak();
        }

        _exchange.Mix();
        foreach (var line in _exchange.Lines)
        {
            line.Tick(_outputs.Now);
        }
    }

    sealed class Voice(SimulatedPhone phone, double frequency, double amplitude) : IDisposable
    {
        readonly IAudioEncoder _encoder = phone.Codec.CreateEncoder();
        readonly short[] _tone = Signals.Tone(frequency, phone.Codec.SampleRate, 1, amplitude);
        readonly short[] _silence = new short[phone.Codec.FrameSamples];
        readonly byte[] _payload = new byte[AudioCodec.MaximumPayload];
        int _said;

        public SimulatedPhone Phone => phone;

        public double Frequency => frequency;

        public double Amplitude => amplitude;

        public bool IsSilent { get; set; }

        public int LosesEvery { get; set; }

        /// <summary>What it says next; empty when that is lost on the way.</summary>
        public ReadOnlySpan<byte> Next()
        {
            var at = _said++ % 50 * _silence.Length;
            var length = _encoder.Encode(IsSilent ? _silence : _tone.AsSpan(at, _silence.Length), _payload);
            if (LosesEvery > 0 && _said % LosesEvery == 0)
            {
                phone.Stream.Next(new PayloadType(100), length, DateTimeOffset.UnixEpoch);
                return default;
            }

            return _payload.AsSpan(0, length);
        }

        /// <summary>What came lately.</summary>
        public short[] Heard(int seconds)
        {
            using var decoder = phone.Codec.CreateDecoder();
            var samples = new short[AudioCodec.MaximumSamples];
            var heard = new List<short>();
            foreach (var (payload, _) in phone.Received)
            {
                heard.AddRange(samples[..decoder.Decode(payload, samples)]);
            }

            var wanted = seconds * phone.Codec.SampleRate;
            return [.. heard.Skip(heard.Count - wanted)];
        }

        public void Dispose()
        {
            _encoder.Dispose();
            phone.Dispose();
        }
    }
}
