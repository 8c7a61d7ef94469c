using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Switching;

/// <summary>One line in a mix: what it says comes in as packets and is a frame of the mix every 20 ms.</summary>
sealed class Participant(Mixer mixer, Guid line) : IDisposable
{
    readonly PacketDecoder _decoder = new();
    readonly short[] _voice = new short[Mixer.MaximumFrame];
    MixEncoder? _encoder;

    public Guid Line => line;

    public Mixer Mixer => mixer;

    public Audience Audience { get; private set; } = Audience.Nobody;

    /// <summary>The rate its ears are worth.</summary>
    public int WantedRate { get; private set; } = 8000;

    /// <summary>It said something in this frame.</summary>
    public bool HasVoice { get; private set; }

    public ReadOnlySpan<short> Voice => _voice.AsSpan(0, mixer.Rate / 50);

    /// <summary>How loud it has been lately (root mean square).</summary>
    public float Level { get; private set; }

    public void HeardBy(Audience audience)
    {
        Audience = audience;
        if (audience == Audience.Nobody)
        {
            (HasVoice, Level) = (false, 0);
        }
    }

    /// <summary>The line speaks this codec now.</summary>
    public void Prefer(AudioCodec codec) => WantedRate = codec.SampleRate;

    public void Hear(in RtpPacket packet, AudioCodec codec)
    {
        if (Audience != Audience.Nobody)
        {
            _decoder.Put(packet, codec);
        }
    }

    /// <summary>The next 20 ms of what it says.</summary>
    public void Speak()
    {
        HasVoice = Audience != Audience.Nobody && _decoder.TryTake(mixer.Rate, _voice);
        Level = Math.Max(HasVoice ? Samples.Level(Voice) : 0, Level * Fading);
    }

    /// <summary>This frame is not heard: it is of another rate.</summary>
    public void LeaveOut() => HasVoice = false;

    public MixEncoder EncoderFor(AudioCodec codec, int rate)
    {
        if (_encoder is null || _encoder.Codec != codec || _encoder.Rate != rate)
        {
            _encoder?.Dispose();
            _encoder = new MixEncoder(codec, rate);
        }

        return _encoder;
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _encoder?.Dispose();
    }

    /// <summary>In 20 ms.</summary>
    const float Fading = 0.9f;
}
