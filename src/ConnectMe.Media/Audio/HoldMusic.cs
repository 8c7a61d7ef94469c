using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Audio;

/// <summary>
/// The music that ships with the product, composed here note by note: broken chords over a bass and a soft pad, 40 s, without a seam. Generated at the
/// first use, so that there is no file and no licence to keep.
/// </summary>
public static class HoldMusic
{
    /// <summary>The same instance always: its encodings are made once.</summary>
    public static Sound Sound { get; } = new(Compose());

    static short[] Compose()
    {
        var music = new float[SamplesPerBar * Score.Chords.Length];
        for (var bar = 0; bar < Score.Chords.Length; bar++)
        {
            var bass = Score.Chords[bar][0];
            var notes = Score.Chords[bar].AsSpan(1);
            var start = bar * SamplesPerBar;
            Pad(music, start, notes);
            Strike(music, start, bass, 0.30f, 3.0);
            Strike(music, start + SamplesPerBar / 2, bass + 12, 0.14f, 2.0);
            for (var step = 0; step < Score.Pattern.Length; step++)
            {
                // Strong beats a little louder; the last chord tone an octave up opens the sound.
                var note = notes[Score.Pattern[step] % notes.Length] + (Score.Pattern[step] >= notes.Length ? 12 : 0);
                Strike(music, start + step * SamplesPerBar / Score.Pattern.Length, note, step % 4 == 0 ? 0.22f : 0.16f, 1.6);
            }

            foreach (var (step, note) in Score.Melody[bar % Score.Melody.Length])
            {
                Strike(music, start + step * SamplesPerBar / Score.Pattern.Length, note, 0.20f, 2.4);
            }
        }

        Echo(music);
        return Upsample(music);
    }

    /// <summary>One key of a soft piano: partials that die sooner the higher they are. What rings past the end rings on at the beginning.</summary>
    static void Strike(float[] music, int start, int note, float level, double seconds)
    {
        var length = (int)(seconds * Rate);
        var attack = Rate / 125;
        for (var partial = 1; partial <= 4; partial++)
        {
            var oscillator = new Oscillator(Frequency(note) * partial * (1 + 0.0004 * partial * partial));
            var decay = (float)Math.Exp(-(4.2 + 1.6 * partial) / seconds / Rate);
            var amplitude = level / (partial * partial);
            for (var (i, at) = (0, start); i < length && amplitude > Inaudible; i++, at = Following(at, music))
            {
                var rise = i < attack ? (float)i / attack : 1;
                music[at] += amplitude * rise * oscillator.Next();
                amplitude *= decay;
            }
        }
    }

    /// <summary>The chord held softly, over the bar and a little into the next, so that nothing is ever quite silent.</summary>
    static void Pad(float[] music, int start, ReadOnlySpan<int> notes)
    {
        var length = SamplesPerBar * 5 / 4;
        var edge = SamplesPerBar / 4;
        foreach (var note in notes)
        {
            var (left, right) = (new Oscillator(Frequency(note) * 0.9985), new Oscillator(Frequency(note) * 1.0015));
            for (var (i, at) = (0, start); i < length; i++, at = Following(at, music))
            {
                var level = 0.030f * Math.Min(1, (float)Math.Min(i, length - i) / edge);
                music[at] += level * (left.Next() + right.Next());
            }
        }
    }

    static void Echo(float[] music)
    {
        var dry = music.ToArray();
        foreach (var (milliseconds, level) in Score.Reflections)
        {
            var delay = Rate / 1000 * milliseconds;
            for (var (i, from) = (0, music.Length - delay); i < music.Length; i++, from = Following(from, music))
            {
                music[i] += level * dry[from];
            }
        }
    }

    static short[] Upsample(float[] music)
    {
        var loudest = music.Max(Math.Abs);
        var resampler = new Resampler(Rate, Sound.SampleRate);
        Span<short> frame = stackalloc short[Rate / 50];
        var samples = new short[music.Length * (Sound.SampleRate / Rate)];

        // The last frame first, unheard: the filter then begins with what comes before the beginning of a loop.
        for (var at = -frame.Length; at < music.Length; at += frame.Length)
        {
            for (var i = 0; i < frame.Length; i++)
            {
                frame[i] = (short)(Peak / loudest * music[(at + i + music.Length) % music.Length]);
            }

            var to = Math.Max(0, at) * (Sound.SampleRate / Rate);
            resampler.Convert(frame, samples.AsSpan(to, Sound.SampleRate / 50));
        }

        return samples;
    }

    static int Following(int at, float[] music) => at + 1 == music.Length ? 0 : at + 1;

    static double Frequency(int note) => 440 * Math.Pow(2, (note - 69) / 12.0);

    /// <summary>A sine by recurrence: two multiplications a sample.</summary>
    struct Oscillator(double frequency)
    {
        readonly double _factor = 2 * Math.Cos(2 * Math.PI * frequency / Rate);
        double _before = -Math.Sin(2 * Math.PI * frequency / Rate);
        double _last;

        public float Next()
        {
            var current = _last;
            (_before, _last) = (_last, _factor * _last - _before);
            return (float)current;
        }
    }

    const int Rate = 16000;
    const int SamplesPerBar = Rate / 50 * 166; // 72 beats a minute, in whole frames
    const float Peak = 11000;
    const float Inaudible = 0.0003f;

    /// <summary>Apart, so that it is there before the music is composed (static fields are set in the order of the text).</summary>
    static class Score
    {
        // Bass and chord, as MIDI notes: C, Am, F, G and back by Em and Dm.
        // csharpier-ignore
        public static readonly int[][] Chords =
        [
            [48, 60, 64, 67, 71], [45, 57, 60, 64, 67], [41, 57, 60, 65, 69], [43, 59, 62, 67, 69],
            [48, 60, 64, 67, 74], [40, 59, 62, 64, 67], [41, 57, 60, 64, 69], [43, 57, 60, 62, 67],
            [45, 57, 60, 64, 71], [38, 57, 60, 62, 65], [43, 59, 62, 65, 69], [48, 55, 60, 64, 67],
        ];

        public static readonly int[] Pattern = [0, 1, 2, 3, 4, 3, 2, 1];

        public static readonly (int Step, int Note)[][] Melody =
        [
            [(0, 79), (3, 76)],
            [(2, 74), (6, 72)],
            [(0, 76)],
            [(2, 74), (4, 71)],
        ];

        public static readonly (int Milliseconds, float Level)[] Reflections = [(61, 0.16f), (97, 0.12f), (149, 0.09f), (211, 0.06f)];
    }
}
