namespace ConnectMe.Telephony.Switching;

/// <summary>One line's side of a call, with what was last asked of that line: only differences become effects.</summary>
internal sealed class CallLeg(LegId id, LineId line)
{
    public LegId Id { get; } = id;
    public LineId Line { get; } = line;
    public LegState State { get; set; } = LegState.New;
    public Sound? Playing { get; set; }
    public bool Muted { get; set; }

    /// <summary>Set while the line is lost and awaited.</summary>
    public DateTimeOffset? AwayUntil { get; set; }

    public bool IsAway => AwayUntil is not null;

    /// <summary>The line came up anew and knows nothing of what it was asked before.</summary>
    public void Forget()
    {
        State = LegState.New;
        Playing = null;
        Muted = false;
        AwayUntil = null;
    }
}

internal enum LegState
{
    New,
    Ringing,
    Answered,
}
