namespace ConnectMe.Telephony.Contracts;

/// <summary>Which of the two kinds of recording (M12.1-01): each has limits of its own.</summary>
public enum RecordingKind
{
    /// <summary>Started and stopped by hand.</summary>
    Personal,

    /// <summary>The add-on: by itself or by hand, paused, kept longer.</summary>
    Extended,
}
