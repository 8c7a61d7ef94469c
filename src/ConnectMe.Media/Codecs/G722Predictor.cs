namespace ConnectMe.Media.Codecs;

/// <summary>Estimates the next sample of a band from two poles and six zeros that adapt to the signal by sign only (G.722 §3.6, block 4).</summary>
sealed class G722Predictor
{
    int _pole1,
        _pole2;
    int _reconstructed1,
        _reconstructed2;
    int _partial1,
        _partial2;
    int _zeroEstimate;
    readonly int[] _zeros = new int[6];
    readonly int[] _differences = new int[6];

    public int Estimate { get; private set; }

    /// <param name="difference">The quantised difference between the sample and its estimate.</param>
    public void Adapt(int difference)
    {
        var reconstructed = G722.Saturate(Estimate + difference); // RECONS
        var partial = G722.Saturate(_zeroEstimate + difference); // PARREC
        AdaptPoles(partial);
        AdaptZeros(difference);

        // FILTEP, PREDIC
        (_reconstructed2, _reconstructed1) = (_reconstructed1, reconstructed);
        (_partial2, _partial1) = (_partial1, partial);
        var poleEstimate = G722.Saturate(
            ((_pole1 * G722.Saturate(2 * _reconstructed1)) >> 15) + ((_pole2 * G722.Saturate(2 * _reconstructed2)) >> 15)
        );
        Estimate = G722.Saturate(poleEstimate + _zeroEstimate);
    }

    /// <summary>The quantiser's step out of its logarithm (SCALEL, SCALEH).</summary>
    public static int Scale(int logScale, int offset)
    {
        var mantissa = (int)PowerOfTwo[(logScale >> 6) & 31];
        var shift = offset - (logScale >> 11);
        return (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
    }

    /// <summary>UPPOL2 and UPPOL1; kept inside the triangle in which the filter is stable.</summary>
    void AdaptPoles(int partial)
    {
        var (same1, same2) = ((partial ^ _partial1) >= 0, (partial ^ _partial2) >= 0);
        var fourTimes = G722.Saturate(_pole1 << 2);
        var towards = Math.Min(same1 ? -fourTimes : fourTimes, short.MaxValue) >> 7;
        _pole2 = Math.Clamp(towards + (same2 ? 128 : -128) + ((_pole2 * 32512) >> 15), -12288, 12288);

        var limit = G722.Saturate(15360 - _pole2);
        _pole1 = Math.Clamp(G722.Saturate((same1 ? 192 : -192) + ((_pole1 * 32640) >> 15)), -limit, limit);
    }

    /// <summary>UPZERO, DELAYA and FILTEZ in one pass, the oldest first.</summary>
    void AdaptZeros(int difference)
    {
        var step = difference == 0 ? 0 : 128;
        _zeroEstimate = 0;
        for (var i = _zeros.Length - 1; i >= 0; i--)
        {
            var towards = (difference ^ _differences[i]) >= 0 ? step : -step;
            _zeros[i] = G722.Saturate(towards + ((_zeros[i] * 32640) >> 15));
            _differences[i] = i == 0 ? difference : _differences[i - 1];
            _zeroEstimate = G722.Saturate(_zeroEstimate + ((_zeros[i] * G722.Saturate(2 * _differences[i])) >> 15));
        }
    }

    // 2048 * 2^(i/32): table ILB.
    // csharpier-ignore
    static readonly short[] PowerOfTwo =
    [
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
        2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008,
    ];
}
