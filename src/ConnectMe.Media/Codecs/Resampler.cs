using System.Numerics;

namespace ConnectMe.Media.Codecs;

/// <summary>
/// Changes the rate of a stream between 8, 16 and 48 kHz: a polyphase FIR (windowed sinc, 24 taps per phase of the lower rate), linear phase, about
/// 1.5 ms of delay at 16 kHz. Keeps its history from frame to frame.
/// </summary>
sealed class Resampler
{
    readonly int _up;
    readonly int _down;
    readonly int _taps;
    readonly float[] _phases;
    readonly float[] _input;

    public Resampler(int from, int to)
    {
        var (high, low) = (Math.Max(from, to), Math.Min(from, to));
        if (high % low != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, "Only whole multiples.");
        }

        (_up, _down) = (to / low, from / low);
        _taps = TapsPerPhase * _down;
        _phases = Design(_up, _down, _taps);
        _input = new float[_taps - 1 + from / 50];
    }

    /// <param name="samples">At most 20 ms, a whole number of output samples.</param>
    /// <param name="converted">Takes as many samples as the ratio says.</param>
    public void Convert(ReadOnlySpan<short> samples, Span<short> converted)
    {
        if (_up == _down)
        {
            samples.CopyTo(converted);
            return;
        }

        var history = _taps - 1;
        for (var i = 0; i < samples.Length; i++)
        {
            _input[history + i] = samples[i];
        }

        var at = 0;
        for (var i = 0; i < samples.Length; i += _down)
        {
            var window = _input.AsSpan(i + _down - 1, _taps);
            for (var phase = 0; phase < _up; phase++)
            {
                var sum = Dot(window, _phases.AsSpan(phase * _taps, _taps));
                converted[at++] = (short)Math.Clamp(MathF.Round(sum), short.MinValue, short.MaxValue);
            }
        }

        _input.AsSpan(samples.Length, history).CopyTo(_input);
    }

    /// <summary>A Blackman-windowed sinc that cuts at 0.46 of the lower rate, split into phases, each newest sample last.</summary>
    static float[] Design(int up, int down, int taps)
    {
        var length = taps * up;
        var ratio = Math.Max(up, down);
        var phases = new float[length];
        for (var phase = 0; phase < up; phase++)
        {
            double sum = 0;
            for (var tap = 0; tap < taps; tap++)
            {
                var n = (taps - 1 - tap) * up + phase;
                var x = (n - (length - 1) / 2.0) * 2 * Cutoff / ratio;
                var angle = 2 * Math.PI * n / (length - 1);
                var window = 0.42 - 0.5 * Math.Cos(angle) + 0.08 * Math.Cos(2 * angle);
                var value = window * (x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x));
                phases[phase * taps + tap] = (float)value;
                sum += value;
            }

            for (var tap = 0; tap < taps; tap++)
            {
                phases[phase * taps + tap] /= (float)sum;
            }
        }

        return phases;
    }

    static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= left.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sums += new Vector<float>(left[i..]) * new Vector<float>(right[i..]);
        }

        var sum = Vector.Sum(sums);
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    const int TapsPerPhase = 24;
    const double Cutoff = 0.46;
}
