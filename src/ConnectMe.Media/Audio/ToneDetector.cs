using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ConnectMe.Media.Audio;

/// <summary>
/// Hears digits in sound (ITU-T Q.23, Q.24): 20 ms at a time, the strength of the eight frequencies by Goertzel's algorithm. A digit is reported once,
/// when it has lasted 40 ms; speech that happens to have both frequencies has others as well.
/// </summary>
sealed class ToneDetector
{
    readonly int _block;
    readonly double[] _coefficients = new double[Frequencies.Length];
    readonly short[] _samples;
    int _filled;
    char? _last;
    char? _sounding;
    int _misses;

    public ToneDetector(int sampleRate)
    {
        _block = sampleRate / 50;
        _samples = new short[_block];
        for (var i = 0; i < Frequencies.Length; i++)
        {
            _coefficients[i] = 2 * Math.Cos(2 * Math.PI * Frequencies[i] / sampleRate);
        }
    }

    /// <summary>The digit that these samples complete, or null; of two within one packet the first.</summary>
    public char? Handle(ReadOnlySpan<short> samples)
    {
        char? found = null;
        while (!samples.IsEmpty)
        {
            var taken = Math.Min(samples.Length, _block - _filled);
            samples[..taken].CopyTo(_samples.AsSpan(_filled));
            samples = samples[taken..];
            _filled += taken;
            if (_filled == _block)
            {
                _filled = 0;
                found ??= Follow(Recognise());
            }
        }

        return found;
    }

    /// <summary>Two blocks in a row make a digit, two without it end it.</summary>
    char? Follow(char? heard)
    {
        var repeated = heard is not null && heard == _last;
        _last = heard;
        if (heard == _sounding)
        {
            _misses = 0;
            return null;
        }

        if (repeated)
        {
            (_sounding, _misses) = (heard, 0);
            return heard;
        }

        if (_sounding is not null && ++_misses >= 2)
        {
            (_sounding, _misses) = (null, 0);
        }

        return null;
    }

    char? Recognise()
    {
        long energy = 0;
        foreach (var sample in _samples)
        {
            energy += sample * sample;
        }

        if (energy < _block * MinimumPower)
        {
            return null;
        }

        Span<double> powers = stackalloc double[Frequencies.Length];
        Measure(powers);
        var row = Strongest(powers[..4]);
        var column = Strongest(powers[4..]);
        return row < 0 || column < 0 || powers[row] + powers[4 + column] < energy * MinimumShare ? null
            : powers[row] > powers[4 + column] * MaximumReverseTwist || powers[4 + column] > powers[row] * MaximumTwist ? null
            : Keys[(row * 4) + column];
    }

    /// <summary>The one that stands out; -1 when none does.</summary>
    static int Strongest(ReadOnlySpan<double> powers)
    {
        var best = 0;
        for (var i = 1; i < powers.Length; i++)
        {
            best = powers[i] > powers[best] ? i : best;
        }

        for (var i = 0; i < powers.Length; i++)
        {
            if (i != best && powers[i] * MinimumPeak > powers[best])
            {
                return -1;
            }
        }

        return best;
    }

    /// <summary>All at once: one after the other they took a quarter of what it takes to relay a packet.</summary>
    void Measure(Span<double> powers)
    {
        ref var coefficients = ref MemoryMarshal.GetArrayDataReference(_coefficients);
        var (c0, c1) = (Vector128.LoadUnsafe(ref coefficients), Vector128.LoadUnsafe(ref coefficients, 2));
        var (c2, c3) = (Vector128.LoadUnsafe(ref coefficients, 4), Vector128.LoadUnsafe(ref coefficients, 6));
        Vector128<double> before0,
            before1,
            before2,
            before3,
            last0,
            last1,
            last2,
            last3;
        before0 = before1 = before2 = before3 = last0 = last1 = last2 = last3 = Vector128<double>.Zero;
        foreach (var sample in _samples)
        {
            var now = Vector128.Create((double)sample);
            (before0, last0) = (last0, now + (c0 * last0) - before0);
            (before1, last1) = (last1, now + (c1 * last1) - before1);
            (before2, last2) = (last2, now + (c2 * last2) - before2);
            (before3, last3) = (last3, now + (c3 * last3) - before3);
        }

        Power(c0, before0, last0).CopyTo(powers);
        Power(c1, before1, last1).CopyTo(powers[2..]);
        Power(c2, before2, last2).CopyTo(powers[4..]);
        Power(c3, before3, last3).CopyTo(powers[6..]);
    }

    /// <summary>A pure tone has the power of the block.</summary>
    Vector128<double> Power(Vector128<double> coefficient, Vector128<double> before, Vector128<double> last) =>
        ((last * last) + (before * before) - (coefficient * last * before)) * 2 / _block;

    static readonly int[] Frequencies = [697, 770, 852, 941, 1209, 1336, 1477, 1633];
    const string Keys = "123A456B789C*0#D";

    /// <summary>About -36 dBm0 for both together.</summary>
    const double MinimumPower = 120 * 120;

    const double MinimumShare = 0.6;
    const double MinimumPeak = 5; // 7 dB above the other frequencies of its group
    const double MaximumTwist = 6.3; // the column by 8 dB
    const double MaximumReverseTwist = 4; // the row by 6 dB (Q.24 asks for 4 at least)
}
