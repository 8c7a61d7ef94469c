using ConnectMe.Media.Audio;

namespace ConnectMe.Telephony.Switching;

/// <summary>What is said to people on the phone, spoken in Dutch and then in English. Made by <c>scripts/make-sounds</c>, part of the assembly.</summary>
internal static class Prompts
{
    /// <summary>Press 1 to take the call.</summary>
    public static Media.Audio.Sound PressOne { get; } = Read("press-one.wav");

    /// <summary>This call is recorded.</summary>
    public static Media.Audio.Sound Recorded { get; } = Read("recorded.wav");

    static Media.Audio.Sound Read(string name)
    {
        using var file = typeof(Prompts).Assembly.GetManifestResourceStream(name)!;
        using var whole = new MemoryStream();
        file.CopyTo(whole);
        return WavReader.Read(whole.ToArray(), out var sound) is WavMalformedReason.None
            ? sound!
            : throw new InvalidDataException($"{name} is no sound");
    }
}
