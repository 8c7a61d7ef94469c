using ConnectMe.Media.Audio;

namespace ConnectMe.Telephony.Switching;

/// <summary>The sounds a switchboard names, each made once; music is the company's (<see cref="SoundLibrary.HeldMusic"/>).</summary>
internal static class LineSounds
{
    public static Media.Audio.Sound Of(Sound sound) =>
        sound switch
        {
            Sound.Ringback => ToneGenerator.Ringback,
            Sound.Busy => ToneGenerator.Busy,
            Sound.PressOne => Prompts.PressOne,
            _ => throw new ArgumentOutOfRangeException(nameof(sound)),
        };
}
