using ConnectMe.Media.Tests.Codecs;

namespace ConnectMe.Media.Tests.Recordings;

/// <summary>A recording as ffmpeg plays it: 48 kHz, the two sides apart.</summary>
sealed class RecordedSound
{
    const int Rate = 48_000;

    RecordedSound(short[] both)
    {
        Left = [.. both.Where((_, i) => i % 2 == 0)];
        Right = [.. both.Where((_, i) => i % 2 == 1)];
    }

    public short[] Left { get; }

    public short[] Right { get; }

    public TimeSpan Length => TimeSpan.FromSeconds(Left.Length / (double)Rate);

    public static RecordedSound Read(string path) => Read(File.ReadAllBytes(path));

    /// <summary>Fails the test when ffmpeg complains.</summary>
    public static RecordedSound Read(byte[] file) =>
        new(Signals.Samples(Signals.Ffmpeg("-xerror -err_detect explode -f ogg -i INPUT -f s16le -ac 2 -ar 48000", file)));

    public static double Amplitude(short[] side, double frequency, TimeSpan from, TimeSpan until) =>
        Signals.Amplitude(side.AsSpan((int)(from.TotalSeconds * Rate), (int)((until - from).TotalSeconds * Rate)), frequency, Rate);

    /// <summary>In its last half second.</summary>
    public double LeftAmplitude(double frequency) => Amplitude(Left, frequency, Length - HalfSecond, Length);

    public double RightAmplitude(double frequency) => Amplitude(Right, frequency, Length - HalfSecond, Length);

    static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);
}
