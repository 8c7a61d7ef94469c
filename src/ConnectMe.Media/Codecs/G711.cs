namespace ConnectMe.Media.Codecs;

/// <summary>A companding law of ITU-T G.711: 16-bit samples to 8 bits, by table.</summary>
sealed class G711
{
    readonly byte[] _compressed = new byte[0x10000];
    readonly short[] _expanded = new short[0x100];

    G711(Func<short, byte> compress, Func<byte, short> expand)
    {
        for (var i = 0; i < _compressed.Length; i++)
        {
            _compressed[i] = compress(unchecked((short)i));
        }

        for (var i = 0; i < _expanded.Length; i++)
        {
            _expanded[i] = expand((byte)i);
        }
    }

    public static G711 ALaw { get; } = new(CompressALaw, ExpandALaw);

    public static G711 MuLaw { get; } = new(CompressMuLaw, ExpandMuLaw);

    public byte Compress(short sample) => _compressed[unchecked((ushort)sample)];

    public short Expand(byte code) => _expanded[code];

    public void Compress(ReadOnlySpan<short> samples, Span<byte> codes)
    {
        var table = _compressed;
        for (var i = 0; i < samples.Length; i++)
        {
            codes[i] = table[unchecked((ushort)samples[i])];
        }
    }

    public void Expand(ReadOnlySpan<byte> codes, Span<short> samples)
    {
        var table = _expanded;
        for (var i = 0; i < codes.Length; i++)
        {
            samples[i] = table[codes[i]];
        }
    }

    // Table 1a/G.711: 13 bits with sign, 13 segments; even bits inverted.
    static byte CompressALaw(short sample)
    {
        var magnitude = (sample < 0 ? ~sample : sample) >> 4;
        var segment = 0;
        for (var rest = magnitude; rest > 31; rest >>= 1)
        {
            segment++;
        }

        var code = magnitude < 16 ? magnitude : ((segment + 1) << 4) | ((magnitude >> segment) & 0x0F);
        return (byte)((code | (sample < 0 ? 0 : 0x80)) ^ 0x55);
    }

    static short ExpandALaw(byte code)
    {
        var bits = code ^ 0x55;
        var segment = (bits >> 4) & 7;
        var step = ((bits & 0x0F) << 4) + 8; // the middle of the interval
        var magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
        return (short)((bits & 0x80) != 0 ? magnitude : -magnitude);
    }

    // Table 2a/G.711: 14 bits with sign, 15 segments; all bits inverted.
    static byte CompressMuLaw(short sample)
    {
        var biased = Math.Min(((sample < 0 ? ~sample : sample) >> 2) + 33, 0x1FFF);
        var segment = 0;
        for (var rest = biased >> 6; rest != 0; rest >>= 1)
        {
            segment++;
        }

        var code = (segment << 4) | ((biased >> (segment + 1)) & 0x0F);
        return (byte)(~code & (sample < 0 ? 0x7F : 0xFF));
    }

    static short ExpandMuLaw(byte code)
    {
        var bits = ~code;
        var magnitude = (((((bits & 0x0F) << 1) + 33) << ((bits >> 4) & 7)) - 33) << 2;
        return (short)((bits & 0x80) != 0 ? -magnitude : magnitude);
    }
}

sealed class G711Encoder(G711 law) : IAudioEncoder
{
    public int Encode(ReadOnlySpan<short> frame, Span<byte> payload)
    {
        law.Compress(frame, payload);
        return frame.Length;
    }

    public void Dispose() { }
}

sealed class G711Decoder(G711 law) : IAudioDecoder
{
    readonly LossConcealment _concealment = new(8000);

    public int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        if (payload.Length > samples.Length)
        {
            return 0;
        }

        law.Expand(payload, samples);
        _concealment.Good(samples[..payload.Length]);
        return payload.Length;
    }

    public void Conceal(Span<short> frame) => _concealment.Fill(frame);

    public void Dispose() { }
}
