using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ConnectMe.Media.Tests.Codecs;

/// <summary>Signals to code, measures of what is left of them, and ffmpeg as the other side.</summary>
static class Signals
{
    public static short[] Tone(double frequency, int rate, double seconds, double amplitude = 8000)
    {
        var samples = new short[(int)(rate * seconds)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)Math.Round(amplitude * Math.Sin(2 * Math.PI * frequency * i / rate));
        }

        return samples;
    }

    /// <summary>Like a voice: a pitch that glides, its harmonics falling off, syllables four times a second, a little noise.</summary>
    public static short[] Speech(int rate, double seconds)
    {
        var random = new Random(1);
        var samples = new short[(int)(rate * seconds)];
        double phase = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var t = (double)i / rate;
            phase += 2 * Math.PI * (140 + 30 * Math.Sin(2 * Math.PI * 0.7 * t)) / rate;
            double sum = 0;
            for (var harmonic = 1; harmonic <= 20; harmonic++)
            {
                sum += Math.Sin(harmonic * phase) / harmonic;
            }

            var syllable = 0.55 + 0.45 * Math.Sin(2 * Math.PI * 4 * t);
            samples[i] = (short)(5000 * syllable * (sum + 0.05 * (random.NextDouble() - 0.5)));
        }

        return samples;
    }

    /// <summary>Signal to noise in dB at the delay, up to <paramref name="maximumDelay"/> samples, where the two match best. The first 100 ms are left out.</summary>
    public static double SignalToNoise(ReadOnlySpan<short> original, ReadOnlySpan<short> decoded, int rate, int maximumDelay)
    {
        var best = double.MinValue;
        for (var delay = 0; delay <= maximumDelay; delay++)
        {
            double signal = 0,
                noise = 1e-9;
            for (var i = rate / 10; i < original.Length && i + delay < decoded.Length; i++)
            {
                signal += (double)original[i] * original[i];
                noise += Math.Pow(original[i] - decoded[i + delay], 2);
            }

            best = Math.Max(best, 10 * Math.Log10(signal / noise));
        }

        return best;
    }

    /// <summary>Root mean square.</summary>
    public static double Level(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return Math.Sqrt(sum / samples.Length);
    }

    /// <summary>The amplitude of one frequency in the samples (Goertzel).</summary>
    public static double Amplitude(ReadOnlySpan<short> samples, double frequency, int rate)
    {
        var factor = 2 * Math.Cos(2 * Math.PI * frequency / rate);
        double last = 0,
            before = 0;
        foreach (var sample in samples)
        {
            (before, last) = (last, sample + factor * last - before);
        }

        return 2 * Math.Sqrt(Math.Max(0, last * last + before * before - factor * last * before)) / samples.Length;
    }

    /// <summary>Runs ffmpeg (Debian package ffmpeg) on the input; a machine without it fails the test.</summary>
    public static byte[] Ffmpeg(string arguments, byte[] input)
    {
        using var ffmpeg = Process.Start(
            new ProcessStartInfo("ffmpeg", $"-hide_banner -loglevel error -nostdin -y {arguments.Replace("INPUT", "pipe:0")} pipe:1")
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        var feeding = Task.Run(() =>
        {
            ffmpeg.StandardInput.BaseStream.Write(input);
            ffmpeg.StandardInput.Close();
        });
        var output = new MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(output);
        feeding.GetAwaiter().GetResult();
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
        return output.ToArray();
    }

    public static byte[] Bytes(ReadOnlySpan<short> samples) => MemoryMarshal.AsBytes(samples).ToArray();

    public static short[] Samples(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, short>(bytes).ToArray();
}
