using System.Numerics;

namespace ConnectMe.Media.Audio;

/// <summary>Arithmetic on frames, as many samples at a time as the machine can.</summary>
static class Samples
{
    public static void Add(Span<int> sum, ReadOnlySpan<short> voice) => Accumulate(sum, voice, subtract: false);

    public static void Subtract(Span<int> sum, ReadOnlySpan<short> voice) => Accumulate(sum, voice, subtract: true);

    public static int Peak(ReadOnlySpan<int> samples)
    {
        var (highest, lowest) = (Vector<int>.Zero, Vector<int>.Zero);
        var i = 0;
        for (; i <= samples.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var some = new Vector<int>(samples[i..]);
            highest = Vector.Max(highest, some);
            lowest = Vector.Min(lowest, some);
        }

        var peak = 0;
        for (var lane = 0; lane < Vector<int>.Count; lane++)
        {
            peak = Math.Max(peak, Math.Max(highest[lane], -lowest[lane]));
        }

        for (; i < samples.Length; i++)
        {
            peak = Math.Max(peak, Math.Abs(samples[i]));
        }

        return peak;
    }

    /// <param name="samples">All within 16 bits.</param>
    public static void Narrow(ReadOnlySpan<int> samples, Span<short> narrowed)
    {
        var i = 0;
        for (; i <= samples.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Narrow(new Vector<int>(samples[i..]), new Vector<int>(samples[(i + Vector<int>.Count)..])).CopyTo(narrowed[i..]);
        }

        for (; i < samples.Length; i++)
        {
            narrowed[i] = (short)samples[i];
        }
    }

    /// <summary>Root mean square.</summary>
    public static float Level(ReadOnlySpan<short> samples)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= samples.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(samples[i..]), out var low, out var high);
            var (one, other) = (Vector.ConvertToSingle(low), Vector.ConvertToSingle(high));
            sums += (one * one) + (other * other);
        }

        var sum = Vector.Sum(sums);
        for (; i < samples.Length; i++)
        {
            sum += (float)samples[i] * samples[i];
        }

        return MathF.Sqrt(sum / samples.Length);
    }

    static void Accumulate(Span<int> sum, ReadOnlySpan<short> voice, bool subtract)
    {
        var i = 0;
        for (; i <= voice.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(voice[i..]), out var low, out var high);
            var lower = sum[i..];
            var upper = sum[(i + Vector<int>.Count)..];
            (subtract ? new Vector<int>(lower) - low : new Vector<int>(lower) + low).CopyTo(lower);
            (subtract ? new Vector<int>(upper) - high : new Vector<int>(upper) + high).CopyTo(upper);
        }

        for (; i < voice.Length; i++)
        {
            sum[i] += subtract ? -voice[i] : voice[i];
        }
    }
}
