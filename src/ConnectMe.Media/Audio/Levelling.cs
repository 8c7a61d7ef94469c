namespace ConnectMe.Media.Audio;

/// <summary>
/// Makes what people upload as loud as everything else that is heard on the phone. How loud a sound is, is the mean power of those of its parts of 400 ms
/// that are not pauses, as in ITU-R BS.1770 but without its weighting: a telephone carries little of what that weighs.
/// </summary>
public static class Levelling
{
    /// <summary>Of full scale, as speech of the shipped prompts has.</summary>
    public const double TargetDecibels = -20;

    /// <summary>What is almost silent is not made a storm of noise.</summary>
    public const double MostGainDecibels = 24;

    const double PeakDecibels = -1;
    const double SilenceDecibels = -60;
    const double GateDecibels = 10;
    const int Part = Sound.SampleRate * 2 / 5;
    const int Step = Part / 4;

    /// <returns>The same sound, louder or softer; never so loud that it is clipped.</returns>
    public static Sound Level(Sound sound)
    {
        var samples = sound.Samples.Span;
        if (LoudnessOf(samples) is not { } loudness)
        {
            return sound;
        }

        var peak = 1;
        foreach (var sample in samples)
        {
            peak = Math.Max(peak, Math.Abs((int)sample));
        }

        var gain = Math.Min(Ratio(Math.Min(TargetDecibels - loudness, MostGainDecibels)), Ratio(PeakDecibels) * short.MaxValue / peak);
        var levelled = new short[samples.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            levelled[i] = (short)Math.Round(samples[i] * gain);
        }

        return new Sound(levelled);
    }

    /// <summary>Nothing of it would be heard.</summary>
    public static bool IsSilent(Sound sound) => LoudnessOf(sound.Samples.Span) is null;

    /// <returns>In dB of full scale; null: it is silent.</returns>
    internal static double? LoudnessOf(ReadOnlySpan<short> samples)
    {
        List<double> powers = [];
        for (var at = 0; at == 0 || at + Part <= samples.Length; at += Step)
        {
            var power = PowerOf(samples[at..Math.Min(at + Part, samples.Length)]);
            if (power > Power(SilenceDecibels))
            {
                powers.Add(power);
            }
        }

        if (powers.Count == 0)
        {
            return null;
        }

        var gate = powers.Average() * Power(-GateDecibels);
        return 10 * Math.Log10(powers.Where(power => power >= gate).Average());
    }

    static double PowerOf(ReadOnlySpan<short> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return samples.IsEmpty ? 0 : sum / samples.Length / short.MaxValue / short.MaxValue;
    }

    static double Ratio(double decibels) => Math.Pow(10, decibels / 20);

    static double Power(double decibels) => Math.Pow(10, decibels / 10);
}
