namespace ConnectMe.Media.Audio;

/// <summary>The tones of a telephone (Europe: ITU-T E.180; digits: ITU-T Q.23) as sounds.</summary>
public static class ToneGenerator
{
    /// <summary>The other side rings: 425 Hz, 1 s on, 4 s off.</summary>
    public static Sound Ringback { get; } = new(Cadence(425, onMilliseconds: 1000, offMilliseconds: 4000));

    public static Sound Busy { get; } = new(Cadence(425, onMilliseconds: 500, offMilliseconds: 500));

    /// <summary>Somebody else takes part in the call from now on (ITU-T E.180): 1400 Hz, 300 ms.</summary>
    public static Sound Intrusion { get; } = new(Cadence(1400, onMilliseconds: 300, offMilliseconds: 0));

    /// <summary>Who hears it is recorded from its end on: 1000 Hz, 400 ms.</summary>
    public static Sound Beep { get; } = new(Cadence(1000, onMilliseconds: 400, offMilliseconds: 0));

    /// <summary>The digits one after the other, 100 ms each with 60 ms between. What is no digit is left out.</summary>
    public static Sound Digits(ReadOnlySpan<char> digits)
    {
        var (tone, pause) = (Milliseconds(100), Milliseconds(60));
        var samples = new short[digits.Length * (tone + pause)];
        var at = 0;
        foreach (var digit in digits)
        {
            var (row, column) = FrequenciesOf(digit);
            if (row != 0)
            {
                Add(samples.AsSpan(at, tone), row, amplitude: 6500);
                Add(samples.AsSpan(at, tone), column, amplitude: 8000);
                at += tone + pause;
            }
        }

        return new Sound(samples.AsMemory(0, at));
    }

    /// <summary>Low and high frequency of a digit (Q.23); zeros for what is none.</summary>
    public static (int Row, int Column) FrequenciesOf(char digit)
    {
        var key = Keys.IndexOf(char.ToUpperInvariant(digit), StringComparison.Ordinal);
        return key < 0 ? (0, 0) : (Rows[key / 4], Columns[key % 4]);
    }

    static short[] Cadence(int frequency, int onMilliseconds, int offMilliseconds)
    {
        var samples = new short[Milliseconds(onMilliseconds + offMilliseconds)];
        Add(samples.AsSpan(0, Milliseconds(onMilliseconds)), frequency, amplitude: 6500);
        return samples;
    }

    /// <summary>With edges of 5 ms, so that nothing clicks.</summary>
    static void Add(Span<short> samples, int frequency, double amplitude)
    {
        var edge = (double)Milliseconds(5);
        for (var i = 0; i < samples.Length; i++)
        {
            var level = Math.Min(1, Math.Min(i, samples.Length - 1 - i) / edge);
            samples[i] += (short)(amplitude * level * Math.Sin(2 * Math.PI * frequency * i / Sound.SampleRate));
        }
    }

    static int Milliseconds(int milliseconds) => Sound.SampleRate / 1000 * milliseconds;

    const string Keys = "123A456B789C*0#D";
    static readonly int[] Rows = [697, 770, 852, 941];
    static readonly int[] Columns = [1209, 1336, 1477, 1633];
}
