namespace ConnectMe.Media;

/// <summary>How the sound of a line or leg has travelled in the last seconds, both ways, as people would say it.</summary>
/// <param name="Bars">4 good, 3 fair, 2 poor, 1 bad.</param>
/// <param name="Trouble">What is wrong most; <see cref="SoundTrouble.None"/> with 3 bars or more.</param>
public sealed record SoundCondition(int Bars, SoundTrouble Trouble)
{
    /// <summary>Where people call it good, fair, poor and bad (ITU-T G.107 table B.1, with the last two steps taken together).</summary>
    public static int BarsOf(double mos) =>
        mos switch
        {
            >= 4.0 => 4,
            >= 3.6 => 3,
            >= 3.1 => 2,
            _ => 1,
        };
}

public enum SoundTrouble
{
    None,

    /// <summary>There and back takes so long that people talk at the same time.</summary>
    Slow,

    /// <summary>Packets come in fits.</summary>
    Uneven,

    /// <summary>Packets from the other side do not arrive: who is called hears gaps in this one's voice.</summary>
    LostComing,

    /// <summary>Packets to the other side do not arrive: this one hears gaps.</summary>
    LostGoing,
}
