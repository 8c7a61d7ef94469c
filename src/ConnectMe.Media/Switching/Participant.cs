using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Switching;

/// <summary>One line in a mix: what it says comes in as packets and is a frame of the mix every 20 ms.</summary>
sealed class Participant(Mixer mixer, Guid line) : IDisposable
{
    readonly JitterBuffer _jitterBuffer = new();
    readonly List<(PayloadType Type, AudioCodec Codec)> _codecs = [];
    readonly short[] _decoded = new short[AudioCodec.MaximumSamples + Mixer.MaximumFrame];
    readonly short[] _voice = new short[Mixer.MaximumFrame];
    MixDecoder? _decoder;
    MixEncoder? _encoder;
    int _ready;

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
            Know(packet.PayloadType, codec);
            _jitterBuffer.Put(packet);
        }
    }

    /// <summary>The next 20 ms of what it says.</summary>
    public void Speak()
    {
        HasVoice = Audience != Audience.Nobody && TryDecode();
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
        _decoder?.Dispose();
        _encoder?.Dispose();
    }

    bool TryDecode()
    {
        if (_decoder is { } stale && stale.Rate != mixer.Rate)
        {
            Use(null);
        }

        while (_decoder is null || _ready < _decoder.Frame)
        {
            var output = _jitterBuffer.Take(out var type, out var received);
            if (output == JitterBufferOutput.Empty || (output == JitterBufferOutput.Lost && _decoder is null))
            {
                return false;
            }

            if (output == JitterBufferOutput.Lost)
            {
                _ready += _decoder!.Conceal(_jitterBuffer.Following, _decoded.AsSpan(_ready));
                continue;
            }

            if (_decoder?.Codec != CodecOf(type))
            {
                Use(new MixDecoder(CodecOf(type), mixer.Rate));
            }

            _ready += _decoder!.Decode(received, _decoded.AsSpan(_ready));
        }

        _decoder.Convert(_decoded.AsSpan(0, _decoder.Frame), _voice);
        _ready -= _decoder.Frame;
        _decoded.AsSpan(_decoder.Frame, _ready).CopyTo(_decoded);
        return true;
    }

    void Use(MixDecoder? decoder)
    {
        _decoder?.Dispose();
        (_decoder, _ready) = (decoder, 0);
    }

    void Know(PayloadType type, AudioCodec codec)
    {
        for (var i = 0; i < _codecs.Count; i++)
        {
            if (_codecs[i].Type == type)
            {
                _codecs[i] = (type, codec);
                return;
            }
        }

        _codecs.Add((type, codec));
    }

    AudioCodec CodecOf(PayloadType type)
    {
        foreach (var known in _codecs)
        {
            if (known.Type == type)
            {
                return known.Codec;
            }
        }

        throw new InvalidOperationException($"Payload type {type.Value} was never put in"); // Hear knows each before it is put in
    }

    /// <summary>In 20 ms.</summary>
    const float Fading = 0.9f;
}
