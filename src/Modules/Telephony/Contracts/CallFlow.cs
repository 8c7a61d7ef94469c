using System.Text.Json.Serialization;

namespace ConnectMe.Telephony.Contracts;

/// <summary>What becomes of the calls to one person, as the status says that they are in. Those of people without one are rung as <see cref="Standard"/> says.</summary>
/// <param name="Fixed">Of calls to their extension and to the company's numbers that lead to them.</param>
/// <param name="Mobile">Of calls to their mobile number, where the network hands those to us.</param>
public sealed record CallFlow(CallTreatment Fixed, CallTreatment Mobile)
{
    /// <summary>All calls to extension and fixed number go there at once (M4.3-01); null: as <see cref="Fixed"/> says.</summary>
    public CallTarget? ForwardAll { get; init; }

    /// <summary>Of calls out of a queue: what rings. For how long is the queue's to say, and it rings at the next agent then.</summary>
    public CallTreatment Queue { get; init; } = CallTreatment.Standard;

    /// <summary>They get no calls out of queues, signed in or not.</summary>
    public bool PausesQueues { get; init; }

    public static CallFlow Standard { get; } = new(CallTreatment.Standard, CallTreatment.Standard);
}

/// <summary>What rings for a call, and where it goes then.</summary>
/// <param name="Seconds">How long it rings; in turn: each kind of device for so long.</param>
/// <param name="InTurn">Softphone, desk phones and mobile one after another, and not at once.</param>
/// <param name="Otherwise">When it is not answered, refused, or nothing is there to ring.</param>
public sealed record CallTreatment(RungDevices Rings, int Seconds, bool InTurn, CallTarget Otherwise)
{
    public const int ShortestRing = 5;

    public const int LongestRing = 120;

    /// <summary>What everybody's calls were before there were statuses.</summary>
    public static CallTreatment Standard { get; } = new(RungDevices.Chosen, Seconds: 45, InTurn: false, CallTarget.Nobody);
}

/// <summary>Which devices of a person ring.</summary>
[Flags]
public enum RungDevices
{
    None = 0,

    /// <summary>Their browsers.</summary>
    Softphone = 1,

    /// <summary>Their SIP devices.</summary>
    DeskPhones = 2,

    /// <summary>Their own mobile, over a trunk; nothing for who has none.</summary>
    Mobile = 4,

    /// <summary>What they chose to be called on (M6.2). Stands alone.</summary>
    Chosen = 8,
}

/// <summary>Where a call goes.</summary>
/// <param name="Number">Of <see cref="CallTargetKind.Number"/>: as it was typed, an extension or any number that can be dialled.</param>
/// <param name="PersonId">Of <see cref="CallTargetKind.Colleague"/>.</param>
/// <param name="Application">Of <see cref="CallTargetKind.Application"/>: its <see cref="ICallApplication.Name"/>.</param>
/// <param name="DestinationId">
/// Of <see cref="CallTargetKind.Application"/>: which of its <see cref="ApplicationReach.Destinations"/>, or of the queues in which it is heard, or the person or queue as whose call it takes it;
/// null: as that of who was called. Kept under the name that it had first.
/// </param>
public sealed record CallTarget(
    CallTargetKind Kind,
    string? Number = null,
    Guid? PersonId = null,
    string? Application = null,
    [property: JsonPropertyName("GoalId")] Guid? DestinationId = null
)
{
    public static CallTarget Nobody { get; } = new(CallTargetKind.Nobody);

    public static CallTarget Busy { get; } = new(CallTargetKind.Busy);
}

public enum CallTargetKind
{
    /// <summary>Nowhere: the caller hears what happened, that it was not answered or cannot be reached.</summary>
    Nobody,

    /// <summary>Nowhere: the caller hears that the person is busy.</summary>
    Busy,
    Number,
    Colleague,

    /// <summary>To software that takes calls for who was called, as voicemail does, or by itself, as a menu. Whose calls it does not take: as <see cref="Nobody"/>.</summary>
    Application,
}
