namespace ConnectMe.Media.Codecs;

/// <summary>Conceals lost frames of a codec that has no means of its own: the last pitch period is repeated and fades out in 60 ms.</summary>
sealed class LossConcealment(int sampleRate)
{
    readonly short[] _history = new short[sampleRate / 50 * 2];
    int _period;
    int _position;
    int _lost;

    /// <summary>Remembers what was decoded.</summary>
    public void Good(ReadOnlySpan<short> samples)
    {
        _lost = 0;
        if (samples.Length >= _history.Length)
        {
            samples[^_history.Length..].CopyTo(_history);
            return;
        }

        _history.AsSpan(samples.Length).CopyTo(_history);
        samples.CopyTo(_history.AsSpan(_history.Length - samples.Length));
    }

    public void Fill(Span<short> frame)
    {
        if (_lost == 0)
        {
            (_period, _position) = (FindPeriod(), 0);
        }

        var fade = sampleRate * 60 / 1000;
        for (var i = 0; i < frame.Length; i++, _lost++)
        {
            var left = Math.Max(0, fade - _lost);
            frame[i] = (short)(_history[_history.Length - _period + _position] * left / fade);
            _position = (_position + 1) % _period;
        }
    }

    /// <summary>The lag at which the last 10 ms are most like what came before, between 2.5 and 15 ms (400 to 66 Hz).</summary>
    int FindPeriod()
    {
        var (shortest, longest, window) = (sampleRate / 400, sampleRate * 15 / 1000, sampleRate / 100);
        var (best, bestScore) = (longest, double.MinValue);
        for (var lag = shortest; lag <= longest; lag++)
        {
            double product = 0,
                energy = 1;
            for (var i = _history.Length - window; i < _history.Length; i++)
            {
                product += _history[i] * (double)_history[i - lag];
                energy += _history[i - lag] * (double)_history[i - lag];
            }

            var score = product / Math.Sqrt(energy);
            if (score > bestScore)
            {
                (best, bestScore) = (lag, score);
            }
        }

        return best;
    }
}
