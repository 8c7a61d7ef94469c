using System.Collections.Immutable;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>A user's calls as the call widget shows them; newest last, ended ones stay a few seconds as a notice.</summary>
[GenerateSerializer, Immutable]
internal sealed record CallsView(
    [property: Id(0)] ImmutableArray<CallView> Calls,
    [property: Id(1)] ImmutableArray<LineId> LinesUp,
    [property: Id(2)] Notice? Notice
)
{
    /// <summary>By the clock of the times in <see cref="Calls"/>, which is not set while there are calls.</summary>
    [Id(3)]
    public DateTimeOffset AsOf { get; init; }
}

/// <param name="Line">The user's own line in this call; null while it rings in, and when another device of theirs is in it.</param>
/// <param name="OtherNumber">For people to read: an extension, or an outside number in national notation; empty when it is hidden.</param>
/// <param name="Trunk">The name of the trunk it goes over.</param>
/// <param name="RingsAt">The name of the user's own phone that is to be picked up: it rings for an incoming call, or so that the user can call with it.</param>
/// <param name="Device">What the user takes part with; null while it rings in.</param>
/// <param name="Since">When the state began: ringing since, answered at, held since, ended at.</param>
/// <param name="AnsweredAt">Start of the conversation; null while it rings.</param>
/// <param name="OtherAway">The other party's line is lost and awaited.</param>
/// <param name="CanBeTransferred">Blind, or with a consultation first.</param>
/// <param name="ConsultationFor">The call of this user that waits for this one: connect the two, or take it back.</param>
/// <param name="Consultation">The call in which this user asks somebody while this one waits.</param>
/// <param name="Recall">Set when it came back to this user, who had transferred it.</param>
/// <param name="Conference">Set for who began it, and for the others when that one left: else they see an ordinary call.</param>
/// <param name="MutedByOther">Who began the conference lets nobody hear this user.</param>
/// <param name="Supervises">Set when this user does not talk with the other but supervises their call.</param>
/// <param name="Outcome">Set when <paramref name="State"/> is <see cref="CallState.Ended"/>.</param>
[GenerateSerializer, Immutable]
internal sealed record CallView(
    [property: Id(0)] CallId Id,
    [property: Id(1)] CallState State,
    [property: Id(2)] bool Outgoing,
    [property: Id(3)] UserId? OtherUser,
    [property: Id(4)] string OtherName,
    [property: Id(5)] string OtherNumber,
    [property: Id(6)] LineId? Line,
    [property: Id(7)] DateTimeOffset Since,
    [property: Id(8)] DateTimeOffset? AnsweredAt,
    [property: Id(9)] bool Muted,
    [property: Id(10)] bool HeldByOther,
    [property: Id(11)] bool OtherAway,
    [property: Id(12)] CallOutcome? Outcome,
    [property: Id(13)] DeviceKind? Device = null,
    [property: Id(14)] bool OtherIsOutside = false,
    [property: Id(15)] string? Trunk = null,
    [property: Id(16)] bool CanBeTransferred = false,
    [property: Id(17)] CallId? ConsultationFor = null,
    [property: Id(18)] CallId? Consultation = null,
    [property: Id(19)] RecallView? Recall = null,
    [property: Id(20)] string? RingsAt = null,
    [property: Id(21)] LegSound? Sound = null,
    [property: Id(22)] ConferenceView? Conference = null,
    [property: Id(23)] SupervisionMode? Supervises = null,
    [property: Id(24)] bool MutedByOther = false
)
{
    /// <summary>The colleague who parked this user: they wait until somebody fetches them.</summary>
    [Id(30)]
    public string? ParkedBy { get; init; }

    /// <summary>The user has the right to, and the other side does not hold the call.</summary>
    [Id(31)]
    public bool CanBeParked { get; init; }

    /// <summary>The user's other devices that are up, when the call can be moved now; else none.</summary>
    [Id(32)]
    public ImmutableArray<OwnDevice> MovesTo { get; init; } = [];

    /// <summary>The other device of the user that rings, to take the call over.</summary>
    [Id(33)]
    public OwnDevice? Moving { get; init; }

    /// <summary>The number of the user's mobile, for people to read, when the call can be moved to it now.</summary>
    [Id(37)]
    public string? MovesToMobile { get; init; }

    /// <summary>The supervisor who took the user's place in it, by which it ended for them.</summary>
    [Id(38)]
    public string? TakenOverBy { get; init; }

    /// <summary>The user supervises a conversation of two, and can take the place of the colleague.</summary>
    [Id(39)]
    public bool CanBeTakenOver { get; init; }

    /// <summary>What the user wrote down about it; empty when nothing.</summary>
    [Id(42)]
    public string Note { get; init; } = "";

    /// <summary>The user has the right to, and the call goes on.</summary>
    [Id(40)]
    public bool CanBeRecorded { get; init; }

    /// <summary>Set while this user records the call; the other side sees nothing of it.</summary>
    [Id(41)]
    public RecordingView? Recording { get; init; }

    /// <summary>The number of an outside party as the network has it, E.164 where it is one; null inside, and when it is hidden.</summary>
    [Id(34)]
    public string? OtherAddress { get; init; }

    /// <summary>Whom the user knows the other as; filled in for the user's page, the switchboard knows no contacts.</summary>
    [Id(35)]
    public KnownContact? Contact { get; init; }

    /// <summary>The name of the application that the other side is; <see cref="OtherName"/> is whose call it took then, empty when its number was dialled.</summary>
    [Id(44)]
    public string? Application { get; init; }

    /// <summary>The name of the queue in which the user waits, or out of which the call came to them.</summary>
    [Id(45)]
    public string? Queue { get; init; }

    /// <summary>The colleague who was called, and whose calls go on to this user; null when the user was called themself.</summary>
    [Id(43)]
    public string? ForwardedBy { get; init; }

    /// <summary>Of the contact or the colleague; empty when there is none. As <see cref="Contact"/>.</summary>
    [Id(36)]
    public string OtherEmail { get; init; } = "";
}

/// <param name="Name">As the administrator named the phone; of a mobile its number, for people to read; empty of a browser.</param>
[GenerateSerializer, Immutable]
internal sealed record OwnDevice([property: Id(0)] Endpoint At, [property: Id(1)] string Name);

/// <param name="Name">Of who it was transferred to; empty when the number is nobody's.</param>
/// <param name="Number">For people to read.</param>
/// <param name="Because">How that went: not answered, refused, busy, unreachable or the like.</param>
/// <param name="WasParked">The number is that of the slot in which it was parked.</param>
[GenerateSerializer, Immutable]
internal sealed record RecallView(
    [property: Id(0)] string Name,
    [property: Id(1)] string Number,
    [property: Id(2)] CallOutcome Because,
    [property: Id(3)] bool WasParked = false
);

internal enum CallState
{
    RingingOut,
    Incoming,
    Active,
    Held,
    Ended,
}
