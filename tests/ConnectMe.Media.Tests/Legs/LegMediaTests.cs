using System.Net;
using System.Security.Cryptography;
using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;
using ConnectMe.Media.Tests.Codecs;
using ConnectMe.Media.Tests.Engine;
using ConnectMe.Media.Tests.Peers;
using static ConnectMe.Media.Tests.Engine.EngineRoom;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>What one phone and the engine do with each other: digits, hold, keys, silence, ports.</summary>
public sealed class LegMediaTests : IAsyncLifetime
{
    readonly EngineRoom _room = new();

    MediaEngine Engine => _room.Engine;

    [Fact]
    [Spec("M6.4.6-01")]
    public async Task Digits_reach_a_phone_as_events_in_place_of_its_audio()
    {
        var (phone, _) = await Call();

        Engine.SendDigits(phone.Leg, "12#");

        await Until(() => phone.Digits.Length == 3, "three digits");
        Assert.Equal("12#", phone.Digits);
        await Until(() => phone.Ear.HearsNow(1000), "the other after them");
    }

    [Fact]
    public async Task Digits_reach_a_phone_without_events_as_tones()
    {
        var phone = _room.Phone(new PhonePeer(AudioCodec.Pcmu) { HasEvents = false }, 440);
        phone.Call(Engine);

        Engine.SendDigits(phone.Leg, "5");

        await Until(
            () =>
                phone.Ear.Frames.Any(frame => Signals.Amplitude(frame.Samples, 770, 8000) > 2000)
                && phone.Ear.Frames.Any(frame => Signals.Amplitude(frame.Samples, 1336, 8000) > 2000),
            "the tone of a 5"
        );
        Assert.Equal("", phone.Digits);
    }

    [Fact]
    public async Task A_digit_that_a_phone_sends_as_event_or_as_tone_is_reported()
    {
        var (phone, other) = await Call();
        phone.Microphone.Dial("7");
        await Until(() => Digits(phone) == "7", "the digit");
        Assert.Equal("", Digits(other));

        var old = _room.Phone(new PhonePeer(AudioCodec.Pcma) { HasEvents = false }, 852);
        old.Microphone.SecondFrequency = 1477;
        old.Call(Engine);
        await Until(() => Digits(old) == "9", "the digit in the audio");
    }

    [Fact]
    public async Task A_phone_that_holds_is_sent_nothing_until_it_resumes()
    {
        var (phone, _) = await Call();

        var answer = Engine.AnswerLeg(phone.Leg, phone.Description("sendonly"), phone.Address, new LegOptions());
        Assert.True(Assert.IsType<LegAnswer.Accepted>(answer).IsHeld);
        await Until(() => Stopped(phone), "it is sent no audio");

        Engine.AnswerLeg(phone.Leg, phone.Description(), phone.Address, new LegOptions());
        await Until(() => phone.Ear.HearsNow(1000), "audio again");
    }

    [Theory]
    [InlineData(SrtpProtectionProfile.Aes128CmHmacSha1_80)]
    [InlineData(SrtpProtectionProfile.Aes128CmHmacSha1_32)]
    [InlineData(SrtpProtectionProfile.AeadAes128Gcm)]
    public async Task Phones_with_keys_in_their_SDP_hear_each_other(object profile)
    {
        using var random = RandomNumberGenerator.Create();
        PhonePeer Secure() => new(AudioCodec.Pcma) { Crypto = CryptoAttribute.Create(1, (SrtpProtectionProfile)profile, random) };
        var (one, other) = (_room.Phone(Secure(), 440), _room.Phone(AudioCodec.Pcma, 1000));
        Assert.True(one.Call(Engine).IsEncrypted);
        Assert.False(other.Call(Engine).IsEncrypted);

        Engine.Connect(one.Leg, other.Leg);

        await Until(() => one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "they hear each other");
    }

    [Fact]
    public async Task A_phone_with_DTLS_that_begins_hears_a_plain_one()
    {
        PhonePeer secure = new(AudioCodec.Pcma);
        secure.Dtls = new DtlsPeer(datagram => secure.Send(datagram));
        var (one, other) = (_room.Phone(secure, 440), _room.Phone(AudioCodec.Pcma, 1000));
        Assert.True(one.Call(Engine).IsEncrypted);
        other.Call(Engine);

        Engine.Connect(one.Leg, other.Leg);

        await Until(() => one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "they hear each other");
        Assert.Contains(new MediaEvent.LineUp(one.Leg), _room.Happened());
    }

    [Fact]
    public async Task Two_engines_with_DTLS_of_which_one_begins_hear_each_other()
    {
        await using var far = new EngineRoom();
        var options = new LegOptions { Encryption = MediaEncryption.Required, Keying = SrtpKeying.Dtls };
        var (near, distant) = (Guid.NewGuid(), Guid.NewGuid());
        var offer = Engine.OfferLeg(near, IPAddress.Loopback, options)!;
        var answer = far.Engine.AnswerLeg(
            distant,
            offer.Replace("a=setup:actpass", "a=setup:passive", StringComparison.Ordinal),
            IPAddress.Loopback,
            options
        );
        var accepted = Engine.AcceptAnswer(near, Assert.IsType<LegAnswer.Accepted>(answer).Sdp);
        Assert.True(Assert.IsType<LegAnswer.Accepted>(accepted).IsEncrypted);

        await Until(() => _room.Happened().Contains(new MediaEvent.LineUp(near)), "the handshake is done here");
        await Until(() => far.Happened().Contains(new MediaEvent.LineUp(distant)), "and there");
        var phone = _room.Phone(AudioCodec.Pcma, 440);
        phone.Call(Engine);
        Engine.Connect(phone.Leg, near);
        far.Engine.Play(distant, new Sound(Signals.Tone(600, Sound.SampleRate, 1)));

        await Until(() => phone.Ear.HearsNow(600), "what the far engine plays");
    }

    [Fact]
    [Spec("C6")]
    public async Task A_leg_that_falls_silent_goes_down_and_leaves_its_figures()
    {
        var (phone, other) = await Call(new LegOptions { MediaTimeout = TimeSpan.FromSeconds(2) });

        phone.Microphone.Frequency = 0;

        await Until(
            () => _room.Happened().Contains(new MediaEvent.LineDown(phone.Leg, LineDownReason.MediaTimeout)),
            "the leg is down",
            seconds: 30
        );
        var closed = Assert.Single(_room.Happened().OfType<MediaEvent.LegClosed>());
        Assert.Equal(phone.Leg, closed.Line);
        Assert.Equal("PCMA", closed.Quality.Codec);
        Assert.True(closed.Quality.Packets > 5);
        Assert.InRange(closed.Quality.Mos!.Value, 1, 4.5);
        Assert.DoesNotContain(_room.Happened().OfType<MediaEvent.LineDown>(), down => down.Line == other.Leg);
    }

    [Fact]
    public async Task A_leg_that_is_held_may_be_silent()
    {
        var options = new LegOptions { MediaTimeout = TimeSpan.FromSeconds(1) };
        var (phone, _) = await Call(options);

        Engine.AnswerLeg(phone.Leg, phone.Description("sendonly"), phone.Address, options);
        phone.Microphone.Frequency = 0;
        await Listen(TimeSpan.FromSeconds(3.5));

        Assert.Empty(_room.Happened().OfType<MediaEvent.LineDown>());
    }

    [Fact]
    public async Task Phones_talk_over_IPv6()
    {
        var (one, other) = (_room.Phone(new PhonePeer(AudioCodec.Pcma, IPAddress.IPv6Loopback), 440), _room.Phone(AudioCodec.Pcma, 1000));
        Assert.Contains("c=IN IP6 ::1\r\n", one.Call(Engine).Sdp, StringComparison.Ordinal);
        other.Call(Engine);

        Engine.Connect(one.Leg, other.Leg);

        await Until(() => one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "they hear each other");
    }

    [Fact]
    public async Task A_codec_that_changes_in_the_middle_of_a_call_is_followed()
    {
        var (phone, other) = await Call();
        var changed = phone
            .Description()
            .Replace("PCMA/8000", "PCMU/8000", StringComparison.Ordinal)
            .Replace("AVP 8", "AVP 0", StringComparison.Ordinal);

        var answer = Engine.AnswerLeg(
            phone.Leg,
            changed.Replace("rtpmap:8", "rtpmap:0", StringComparison.Ordinal),
            phone.Address,
            new LegOptions()
        );

        Assert.Equal("PCMU", Assert.IsType<LegAnswer.Accepted>(answer).Codec);
        await Until(() => phone.Ear.HearsNow(1000) && phone.Ear.Frames[^1].Codec == AudioCodec.Pcmu, "the other, in the new codec");
        Assert.True(other.Ear.Frames.Count > 0);
    }

    [Fact]
    public async Task Music_is_played_to_a_phone()
    {
        var phone = _room.Phone(AudioCodec.G722, 440);
        phone.Call(Engine);

        Engine.Play(phone.Leg, new Sound(Signals.Tone(600, Sound.SampleRate, 1)));

        await Until(() => phone.Ear.HearsNow(600), "music");
    }

    [Fact]
    public async Task A_leg_that_is_closed_gives_its_ports_back()
    {
        await using var room = new EngineRoom(FreeRange.Of(pairs: 2));
        PhonePeer Ring() => room.Phone(AudioCodec.Pcma, 440);
        var (one, other, third) = (Ring(), Ring(), Ring());
        one.Call(room.Engine);
        other.Call(room.Engine);
        Assert.Equal(
            new LegAnswer.Refused("no RTP port is free", LegRefusal.NoPort),
            room.Engine.AnswerLeg(third.Leg, third.Description(), IPAddress.Loopback, new LegOptions())
        );
        Assert.Null(room.Engine.OfferLeg(third.Leg, IPAddress.Loopback, new LegOptions()));

        room.Engine.CloseLine(one.Leg);

        await Until(
            () => room.Engine.AnswerLeg(third.Leg, third.Description(), IPAddress.Loopback, new LegOptions()) is LegAnswer.Accepted,
            "a free port"
        );
        Assert.Contains(room.Happened(), happened => happened is MediaEvent.LegClosed closed && closed.Line == one.Leg);
        Assert.Empty(room.Happened().OfType<MediaEvent.LineDown>());

        ((PhonePeer[])[one, other, third]).ToList().ForEach(phone => room.Engine.CloseLine(phone.Leg));
        await Until(() => room.Engine.Counters.Legs == 0, "no leg is left");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    /// <summary>Two phones that hear each other.</summary>
    async Task<(PhonePeer One, PhonePeer Other)> Call(LegOptions? options = null)
    {
        var (one, other) = (_room.Phone(AudioCodec.Pcma, 440), _room.Phone(AudioCodec.Pcma, 1000));
        one.Call(Engine, options);
        other.BeCalled(Engine, options);
        Engine.Connect(one.Leg, other.Leg);
        await Until(() => one.Ear.HearsNow(1000) && other.Ear.HearsNow(440), "they hear each other");
        return (one, other);
    }

    static bool Stopped(PhonePeer phone) => phone.Ear.Frames is [.., var last] && phone.Ear.Now - last.At > TimeSpan.FromMilliseconds(300);

    string Digits(PhonePeer phone) =>
        string.Concat(
            _room.Happened().OfType<MediaEvent.DigitReceived>().Where(digit => digit.Line == phone.Leg).Select(digit => digit.Digit)
        );
}
