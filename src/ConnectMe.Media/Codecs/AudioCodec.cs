namespace ConnectMe.Media.Codecs;

/// <summary>Encodes 20 ms frames of one stream, in order.</summary>
interface IAudioEncoder : IDisposable
{
    /// <param name="frame">20 ms at the rate the encoder was made for.</param>
    /// <returns>The bytes written; <see cref="AudioCodec.MaximumPayload"/> is always enough.</returns>
    int Encode(ReadOnlySpan<short> frame, Span<byte> payload);
}

/// <summary>Decodes the payloads of one stream, in order.</summary>
interface IAudioDecoder : IDisposable
{
    /// <returns>The samples written (120 ms at most), or 0 when the payload is not of this codec.</returns>
    int Decode(ReadOnlySpan<byte> payload, Span<short> samples);

    /// <summary>Fills one lost frame with what the ear misses least.</summary>
    void Conceal(Span<short> frame);
}

/// <summary>What a payload type can mean.</summary>
sealed class AudioCodec
{
    readonly Func<int, IAudioEncoder> _encoder;
    readonly Func<int, IAudioDecoder> _decoder;

    AudioCodec(
        string name,
        int clockRate,
        int channels,
        int sampleRate,
        ReadOnlyMemory<byte> silence,
        Func<int, IAudioEncoder> encoder,
        Func<int, IAudioDecoder> decoder
    )
    {
        (Name, ClockRate, Channels, SampleRate, Silence) = (name, clockRate, channels, sampleRate, silence);
        (_encoder, _decoder) = (encoder, decoder);
    }

    /// <summary>As in a=rtpmap.</summary>
    public string Name { get; }

    /// <summary>Of the RTP timestamp. G722 says 8000 although it samples at 16 kHz (RFC 3551 §4.5.2).</summary>
    public int ClockRate { get; }

    /// <summary>As in a=rtpmap; Opus says 2 whatever it carries (RFC 7587 §7).</summary>
    public int Channels { get; }

    /// <summary>The rate it sounds best at.</summary>
    public int SampleRate { get; }

    /// <summary>20 ms of silence, encoded.</summary>
    public ReadOnlyMemory<byte> Silence { get; }

    public int FrameTimestamps => ClockRate / 50;

    public int FrameSamples => SampleRate / 50;

    /// <summary>Whether it can be run at this rate.</summary>
    public bool Supports(int sampleRate) => sampleRate == SampleRate || (this == Opus && sampleRate is 8000 or 16000);

    public IAudioEncoder CreateEncoder(int sampleRate) => _encoder(Checked(sampleRate));

    public IAudioDecoder CreateDecoder(int sampleRate) => _decoder(Checked(sampleRate));

    public IAudioEncoder CreateEncoder() => _encoder(SampleRate);

    public IAudioDecoder CreateDecoder() => _decoder(SampleRate);

    int Checked(int sampleRate) =>
        Supports(sampleRate)
            ? sampleRate
            : throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, $"{Name} does not run at this rate.");

    public override string ToString() => Name;

    public static AudioCodec Pcmu { get; } =
        new("PCMU", 8000, 1, 8000, Filled(0xFF), _ => new G711Encoder(G711.MuLaw), _ => new G711Decoder(G711.MuLaw));

    public static AudioCodec Pcma { get; } =
        new("PCMA", 8000, 1, 8000, Filled(0xD5), _ => new G711Encoder(G711.ALaw), _ => new G711Decoder(G711.ALaw));

    // Silence: the smallest steps of both bands, which also let the predictors of a receiver come to rest; coded zeros would not (they make a faint tone).
    public static AudioCodec G722 { get; } = new("G722", 8000, 1, 16000, Filled(0xFD), _ => new G722Encoder(), _ => new G722Decoder());

    /// <summary>Only to be used when <see cref="Codecs.Opus.IsAvailable"/>.</summary>
    public static AudioCodec Opus { get; } =
        new("opus", 48000, 2, 48000, Codecs.Opus.Silence, rate => new OpusEncoder(rate), rate => new OpusDecoder(rate));

    /// <summary>What this machine can send and receive, the best first.</summary>
    public static IReadOnlyList<AudioCodec> Available { get; } = Codecs.Opus.IsAvailable ? [Opus, G722, Pcma, Pcmu] : [G722, Pcma, Pcmu];

    /// <summary>Enough for 120 ms of any codec here.</summary>
    public const int MaximumPayload = 1275;

    /// <summary>120 ms at 48 kHz: the longest packet there is (RFC 6716 §3.2.5).</summary>
    public const int MaximumSamples = 5760;

    static byte[] Filled(byte value)
    {
        var frame = new byte[160];
        frame.AsSpan().Fill(value);
        return frame;
    }
}
