namespace ConnectMe.Media.Audio;

/// <summary>A piece of audio that can be played to any line: 48 kHz mono samples, looped. Encodings are kept per instance: make each sound once.</summary>
public sealed record Sound(ReadOnlyMemory<short> Samples)
{
    public const int SampleRate = 48000;
}
