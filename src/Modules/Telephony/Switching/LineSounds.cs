namespace ConnectMe.Telephony.Switching;

/// <summary>The sounds a switchboard names, made once.</summary>
internal static class LineSounds
{
    static readonly Media.Audio.Sound Ringback = Tone(on: 1, off: 4);
    static readonly Media.Audio.Sound Busy = Tone(on: 0.5, off: 0.5);

    public static Media.Audio.Sound Of(Sound sound) =>
        sound switch
        {
            Sound.Ringback => Ringback,
            Sound.Busy => Busy,
            Sound.HoldMusic => Ringback,
            _ => throw new ArgumentOutOfRangeException(nameof(sound)),
        };

    static Media.Audio.Sound Tone(double on, double off)
    {
        var samples = new short[(int)((on + off) * 48000)];
        for (var i = 0; i < on * 48000; i++)
        {
            samples[i] = (short)(6500 * Math.Sin(2 * Math.PI * 425 * i / 48000));
        }

        return new Media.Audio.Sound(samples);
    }
}
