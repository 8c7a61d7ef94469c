namespace ConnectMe.Identity.Contracts;

/// <summary>
/// What a person may: their template, with what was decided for them alone (A2-03). The one place that says so: modules ask here, and keep no list of their own.
/// Fresh in <see cref="Person.Rights"/> at once after a change.
/// </summary>
public sealed record PersonRights
{
    /// <summary>What everybody may until an administrator says otherwise.</summary>
    public static PersonRights Standard { get; } = new();

    /// <summary>Status and notes shared with colleagues, and chat with them.</summary>
    public bool UnifiedCommunications { get; init; } = true;

    /// <summary>Callers can leave a message.</summary>
    public bool Voicemail { get; init; } = true;

    /// <summary>Messages are seen and played in the browser.</summary>
    public bool VisualVoicemail { get; init; } = true;

    /// <summary>Parks calls and fetches them.</summary>
    public bool Parking { get; init; } = true;

    /// <summary>At whom a ringing call may be taken.</summary>
    public PickUpFrom PickUp { get; init; } = PickUpFrom.Everyone;

    public RecordingRight Recording { get; init; } = RecordingRight.Personal;

    /// <summary>Which of the numbers that are theirs to show they may choose.</summary>
    public CallerIdKinds CallerIds { get; init; } = CallerIdKinds.All;

    public OutsideCalls Outside { get; init; } = OutsideCalls.AsCompany;
}

public enum PickUpFrom
{
    Nobody,

    /// <summary>Colleagues with the same department; of nobody when they have none.</summary>
    Department,
    Everyone,
}

public enum RecordingRight
{
    None,

    /// <summary>Their own part of their own calls, with the button.</summary>
    Personal,

    /// <summary>Their own part of their own calls by itself or with the button, as the company's rules say; paused, and kept longer.</summary>
    Extended,
}

[Flags]
public enum CallerIdKinds
{
    None = 0,

    /// <summary>Their own fixed number.</summary>
    Own = 1,
    Mobile = 2,

    /// <summary>The company's main number.</summary>
    Company = 4,
    Group = 8,

    /// <summary>No number at all.</summary>
    Hidden = 16,
    All = Own | Mobile | Company | Group | Hidden,
}

/// <summary>Which calls to the telephone network somebody may place, within what the company allows.</summary>
public enum OutsideCalls
{
    /// <summary>Colleagues only.</summary>
    None,

    /// <summary>The company's own country.</summary>
    OwnCountry,

    /// <summary>All that the company's rules for dialling allow.</summary>
    AsCompany,
}
