namespace ConnectMe.Media.Codecs;

/// <summary>The lower band, 0 to 4 kHz: six bits per sample, of which the four upper ones steer the adaptation (G.722 §3, blocks 1L to 6L).</summary>
sealed class G722LowerBand
{
    readonly G722Predictor _predictor = new();
    int _logScale;
    int _scale = 32;

    public int Encode(int sample)
    {
        var error = G722.Saturate(sample - _predictor.Estimate); // SUBTRA
        var magnitude = error < 0 ? ~error : error;
        var level = 1; // QUANTL
        while (level < 30 && magnitude >= (Decision[level] * _scale) >> 12)
        {
            level++;
        }

        var code = error < 0 ? Negative[level] : Positive[level];
        Adapt(code);
        return code;
    }

    public int Decode(int code)
    {
        var sample = G722.Limit15(_predictor.Estimate + ((_scale * SixBits[code]) >> 15)); // INVQBL, RECONS, LIMIT
        Adapt(code);
        return sample;
    }

    void Adapt(int code)
    {
        var coarse = code >> 2;
        var difference = (_scale * FourBits[coarse]) >> 15; // INVQAL
        _logScale = Math.Clamp(((_logScale * 127) >> 7) + Weight[Rank[coarse]], 0, 18432); // LOGSCL
        _scale = G722Predictor.Scale(_logScale, 8); // SCALEL
        _predictor.Adapt(difference);
    }

    // csharpier-ignore
    static readonly short[] Decision =
    [
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714,
        786, 858, 940, 1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919,
    ];

    // csharpier-ignore
    static readonly byte[] Negative =
    [
        0, 63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19,
        18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4,
    ];

    // csharpier-ignore
    static readonly byte[] Positive =
    [
        0, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47,
        46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
    ];

    static readonly short[] Weight = [-60, -30, 58, 172, 334, 538, 1198, 3042];

    static readonly byte[] Rank = [0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0];

    // csharpier-ignore
    static readonly short[] FourBits =
    [
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0,
    ];

    // csharpier-ignore
    static readonly short[] SixBits =
    [
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576, -7856,
        -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040, -728,
        24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136,
    ];
}

/// <summary>The upper band, 4 to 8 kHz: two bits per sample (G.722 §3, blocks 1H to 5H).</summary>
sealed class G722UpperBand
{
    readonly G722Predictor _predictor = new();
    int _logScale;
    int _scale = 8;

    public int Encode(int sample)
    {
        var error = G722.Saturate(sample - _predictor.Estimate); // SUBTRA
        var isLarge = (error < 0 ? ~error : error) >= (Decision * _scale) >> 12; // QUANTH
        var code = (error < 0 ? 0 : 2) + (isLarge ? 0 : 1);
        Adapt(code);
        return code;
    }

    public int Decode(int code)
    {
        var estimate = _predictor.Estimate;
        return G722.Limit15(estimate + Adapt(code)); // RECONS, LIMIT
    }

    int Adapt(int code)
    {
        var difference = (_scale * TwoBits[code]) >> 15; // INVQAH
        _logScale = Math.Clamp(((_logScale * 127) >> 7) + ((code & 1) == 0 ? 798 : -214), 0, 22528); // LOGSCH
        _scale = G722Predictor.Scale(_logScale, 10); // SCALEH
        _predictor.Adapt(difference);
        return difference;
    }

    const int Decision = 564;

    static readonly short[] TwoBits = [-7408, -1616, 7408, 1616];
}
