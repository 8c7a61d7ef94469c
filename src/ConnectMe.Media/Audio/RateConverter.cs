using System.Numerics;

namespace ConnectMe.Media.Audio;

/// <summary>Changes the rate of a whole sound by any ratio: windowed sinc, sixteen crossings to each side. For files; on the packet path is <see cref="Codecs.Resampler"/>.</summary>
static class RateConverter
{
    /// <summary>Between two samples of the input; ratios that need more go to the nearest.</summary>
    const int MostPhases = 1024;

    const int Crossings = 16;

    public static float[] Convert(ReadOnlySpan<float> samples, int from, int to)
    {
        if (from == to)
        {
            return samples.ToArray();
        }

        var phases = Math.Min(to / (int)BigInteger.GreatestCommonDivisor(from, to), MostPhases);
        var cutoff = Math.Min(1.0, to / (double)from);
        var half = (int)Math.Ceiling(Crossings / cutoff);
        var taps = 2 * half;
        var filters = Filters(phases, half, cutoff);
        var padded = new float[samples.Length + 2 * taps];
        samples.CopyTo(padded.AsSpan(half - 1));
        var converted = new float[(int)((long)samples.Length * to / from)];
        for (var i = 0; i < converted.Length; i++)
        {
            var (whole, rest) = Math.DivRem((long)i * from, to);
            var phase = (int)((rest * phases + (to / 2)) / to);
            var start = (int)whole + (phase == phases ? 1 : 0);
            converted[i] = Dot(padded.AsSpan(start, taps), filters.AsSpan(phase % phases * taps, taps));
        }

        return converted;
    }

    /// <summary>One after the other; each sums up to one, so that silence stays silent and a level stays the same.</summary>
    static float[] Filters(int phases, int half, double cutoff)
    {
        var taps = 2 * half;
        var filters = new float[phases * taps];
        for (var phase = 0; phase < phases; phase++)
        {
            var filter = filters.AsSpan(phase * taps, taps);
            var sum = 0.0;
            for (var i = 0; i < taps; i++)
            {
                var x = i - (half - 1) - phase / (double)phases;
                var window = Math.Abs(x) >= half ? 0 : 0.5 + 0.5 * Math.Cos(Math.PI * x / half);
                var value = window * (x == 0 ? 1 : Math.Sin(Math.PI * x * cutoff) / (Math.PI * x * cutoff));
                filter[i] = (float)value;
                sum += value;
            }

            foreach (ref var value in filter)
            {
                value = (float)(value / sum);
            }
        }

        return filters;
    }

    static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= one.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += new Vector<float>(one[i..]) * new Vector<float>(other[i..]);
        }

        var total = Vector.Sum(sum);
        for (; i < one.Length; i++)
        {
            total += one[i] * other[i];
        }

        return total;
    }
}
