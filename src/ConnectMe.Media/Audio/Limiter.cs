namespace ConnectMe.Media.Audio;

/// <summary>
/// Brings a sum of voices within 16 bits without cutting its tops off: what is too loud is turned down as a whole, within a millisecond, and comes up
/// again slowly.
/// </summary>
sealed class Limiter(int sampleRate)
{
    float _gain = 1;

    /// <param name="sum">20 ms.</param>
    public void Limit(ReadOnlySpan<int> sum, Span<short> limited)
    {
        var peak = Samples.Peak(sum);
        if (_gain >= 1 && peak <= Ceiling)
        {
            Samples.Narrow(sum, limited);
            return;
        }

        var bearable = peak > Ceiling ? (float)Ceiling / peak : 1;
        var target = Math.Min(bearable, _gain * Rise);
        var ramp = target < _gain ? sampleRate / 1000 : sum.Length;
        var (gain, step) = (_gain, (target - _gain) / ramp);
        for (var i = 0; i < sum.Length; i++)
        {
            gain = i < ramp ? gain + step : target;
            limited[i] = (short)Math.Clamp(sum[i] * gain, short.MinValue, short.MaxValue);
        }

        _gain = target > 0.999f ? 1 : target;
    }

    const int Ceiling = 30000;

    /// <summary>In 20 ms: 12 dB come back in a second.</summary>
    const float Rise = 1.028f;
}
