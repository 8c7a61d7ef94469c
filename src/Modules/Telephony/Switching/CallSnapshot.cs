using System.Collections.Immutable;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// What is needed to go on with a conversation after the process that had it died: who talks, and over what; or who waits in a queue, and since when. That it is being
/// handed on, supervised or moved is not in it.
/// </summary>
/// <param name="NextLeg">The number that the next leg of this call has.</param>
/// <param name="Story">Null when nothing was handed on before.</param>
/// <param name="Waits">Set when its caller waits in a queue: there is nobody at the other side.</param>
[GenerateSerializer, Immutable]
internal sealed record CallSnapshot(
    [property: Id(0)] CallId Id,
    [property: Id(1)] CallId Root,
    [property: Id(2)] DateTimeOffset PlacedAt,
    [property: Id(3)] DateTimeOffset AnsweredAt,
    [property: Id(4)] PartySnapshot Caller,
    [property: Id(5)] PartySnapshot Callee,
    [property: Id(6)] int NextLeg,
    [property: Id(7)] StorySnapshot? Story = null,
    [property: Id(8)] WaitSnapshot? Waits = null
)
{
    public IEnumerable<LegSnapshot> Legs => new[] { Caller.Leg, Callee.Leg }.OfType<LegSnapshot>();
}

/// <param name="Last">The id of the call that was made last of the one that waits.</param>
[GenerateSerializer, Immutable]
internal sealed record WaitSnapshot(
    [property: Id(0)] Guid Queue,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] int LedOn,
    [property: Id(3)] CallId Last
);

/// <param name="Leg">Null of a queue.</param>
[GenerateSerializer, Immutable]
internal sealed record PartySnapshot(
    [property: Id(0)] UserId? User,
    [property: Id(1)] string Name,
    [property: Id(2)] string Number,
    [property: Id(3)] bool IsOutside,
    [property: Id(4)] LegSnapshot? Leg,
    [property: Id(5)] DateTimeOffset? HeldSince,
    [property: Id(6)] bool Muted,
    [property: Id(7)] CountedCall? Counted,
    [property: Id(8)] string Note = "",
    [property: Id(9)] RecordingSnapshot? Recording = null
);

/// <param name="HeldThere">Its phone holds by itself.</param>
/// <param name="Mobile">Null when it is no mobile of the party's own.</param>
[GenerateSerializer, Immutable]
internal sealed record LegSnapshot(
    [property: Id(0)] LegId Id,
    [property: Id(1)] Endpoint Endpoint,
    [property: Id(2)] bool HeldThere,
    [property: Id(3)] MobileSnapshot? Mobile = null
);

/// <summary>The way to somebody's own mobile, which was rung over a trunk.</summary>
[GenerateSerializer, Immutable]
internal sealed record MobileSnapshot([property: Id(0)] UserId Of, [property: Id(1)] string E164, [property: Id(2)] CountedCall Counted);

/// <summary>A call to outside as <see cref="DialGuard"/> counts it while it runs.</summary>
[GenerateSerializer, Immutable]
internal sealed record CountedCall(
    [property: Id(0)] CallId Call,
    [property: Id(1)] UserId Person,
    [property: Id(2)] bool IsAbroad,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] DateTimeOffset? AnsweredAt
);

/// <summary>The calls that were handed on until it came to this one.</summary>
[GenerateSerializer, Immutable]
internal sealed record StorySnapshot([property: Id(0)] ImmutableArray<StoryPart> Parts)
{
    public bool Equals(StorySnapshot? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Length;
}

[GenerateSerializer, Immutable]
internal sealed record StoryPart([property: Id(0)] CallId Call, [property: Id(1)] UserId? Caller, [property: Id(2)] UserId? Callee);
