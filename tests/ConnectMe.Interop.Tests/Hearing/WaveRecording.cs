using System.Buffers.Binary;

namespace ConnectMe.Interop.Tests.Hearing;

/// <summary>What was recorded so far; a file still being written says nothing true about its length.</summary>
internal sealed class WaveRecording
{
    /// <summary>How much of the end is listened to.</summary>
    const double Seconds = 0.5;

    readonly double[] _samples;
    readonly int _rate;

    WaveRecording(double[] samples, int rate)
    {
        _samples = samples;
        _rate = rate;
    }

    public TimeSpan Length => TimeSpan.FromSeconds((double)_samples.Length / _rate);

    /// <summary>Of the newest file; empty when there is none yet.</summary>
    public static WaveRecording Newest(string folder, string pattern) =>
        new DirectoryInfo(folder).GetFiles(pattern).OrderBy(file => file.Name, StringComparer.Ordinal).LastOrDefault() is { } newest
            ? Read(newest.FullName)
            : new WaveRecording([], 8000);

    public static WaveRecording Of(double[] samples, int rate) => new(samples, rate);

    public static WaveRecording Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        if (bytes.Length < 44)
        {
            return new WaveRecording([], 8000);
        }

        int channels = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(22));
        var rate = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24));
        var frame = channels * 2;
        var samples = new double[(bytes.Length - 44) / frame];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(44 + (i * frame))) / (double)short.MaxValue;
        }

        return new WaveRecording(samples, rate);
    }

    /// <summary>The last half second has this tone, and nothing of the others.</summary>
    public bool EndsWith(Tone tone) =>
        Length.TotalSeconds >= Seconds && Level(tone) > Loud && Tone.All.Where(other => other != tone).All(other => Level(other) < Silent);

    /// <summary>The last half second has all of these tones together, and none of the others.</summary>
    public bool EndsWith(IEnumerable<Tone> wanted, IEnumerable<Tone> others) =>
        Length.TotalSeconds >= Seconds && wanted.All(tone => Level(tone) > Audible) && others.All(tone => Level(tone) < Silent);

    /// <summary>At some time it had this frequency for 200 ms.</summary>
    public bool HasHad(double hertz)
    {
        var step = TimeSpan.FromMilliseconds(50);
        for (var at = TimeSpan.Zero; at + (4 * step) <= Length; at += step)
        {
            if (Level(hertz, at, at + (4 * step)) > Audible)
            {
                return true;
            }
        }

        return false;
    }

    public bool EndsInSilence => Length.TotalSeconds >= Seconds && Tone.All.All(tone => Level(tone) < Silent);

    /// <summary>The last half second has sound that is none of the tones.</summary>
    public bool EndsInMusic =>
        Length.TotalSeconds >= Seconds
        && Tone.All.All(tone => Level(tone) < Silent)
        && Math.Sqrt(_samples.TakeLast((int)(Seconds * _rate)).Average(sample => sample * sample)) > Silent;

    /// <summary>The longest time in it, from here on, in which this tone is not heard.</summary>
    public TimeSpan LongestGap(Tone tone, TimeSpan from)
    {
        var (step, gap, longest) = (TimeSpan.FromMilliseconds(20), TimeSpan.Zero, TimeSpan.Zero);
        for (var at = from; at + step <= Length; at += step)
        {
            gap = Level(tone.Hertz, at, at + step) > Loud ? TimeSpan.Zero : gap + step;
            longest = gap > longest ? gap : longest;
        }

        return longest;
    }

    public string Describe() =>
        $"of {Length.TotalSeconds:F1} s the end has "
        + string.Join(", ", Tone.All.Append(Tone.Highest).Select(tone => $"{tone.Name} {Level(tone):F4}"));

    /// <summary>Goertzel: the amplitude of the tone in the last half second, 1 for full scale.</summary>
    public double Level(Tone tone) => Level(tone.Hertz, Length - TimeSpan.FromSeconds(Seconds), Length);

    public double Level(double hertz, TimeSpan from, TimeSpan to)
    {
        var start = Math.Max(0, (int)(from.TotalSeconds * _rate));
        var end = Math.Min(_samples.Length, (int)(to.TotalSeconds * _rate));
        var coefficient = 2 * Math.Cos(2 * Math.PI * hertz / _rate);
        double before = 0;
        double last = 0;
        for (var i = start; i < end; i++)
        {
            (before, last) = (last, _samples[i] + (coefficient * last) - before);
        }

        var power = (last * last) + (before * before) - (coefficient * last * before);
        return end <= start ? 0 : 2 * Math.Sqrt(Math.Max(0, power)) / (end - start);
    }

    const double Loud = 0.1;
    const double Audible = 0.04;
    const double Silent = 0.01;
}
