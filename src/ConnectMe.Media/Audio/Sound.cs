namespace ConnectMe.Media.Audio;

/// <summary>A piece of audio that can be played to any line: 48 kHz mono samples. Encodings are kept per instance: make each sound once.</summary>
public sealed record Sound(ReadOnlyMemory<short> Samples)
{
    public TimeSpan Length => TimeSpan.FromSeconds(Samples.Length / (double)SampleRate);

    /// <summary>To be put between others.</summary>
    public static Sound Silence(TimeSpan length) => new(new short[(int)(length.TotalSeconds * SampleRate)]);

    public const int SampleRate = 48000;
}
