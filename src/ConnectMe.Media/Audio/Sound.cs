namespace ConnectMe.Media.Audio;

/// <summary>A piece of audio that can be played to any line: 48 kHz mono samples, looped.</summary>
public sealed record Sound(ReadOnlyMemory<short> Samples);
