using System.Collections.Immutable;

namespace ConnectMe.Telephony.Switching;

/// <param name="Members">All but the user, in the order they came; none for who has no say in it.</param>
/// <param name="Most">How many may take part, the user included.</param>
/// <param name="IsRoom">It is a room of the company: nobody began it, and nobody ends it for all.</param>
/// <param name="IsAlone">There is nobody to talk with yet.</param>
[GenerateSerializer, Immutable]
internal sealed record ConferenceView(
    [property: Id(0)] ImmutableArray<MemberView> Members,
    [property: Id(1)] int Most,
    [property: Id(2)] bool IsSpeaking,
    [property: Id(3)] bool IsRoom = false,
    [property: Id(4)] bool IsAlone = false
);

/// <param name="Call">By which they are named.</param>
/// <param name="Number">For people to read.</param>
/// <param name="Muted">By somebody who has a say in it.</param>
[GenerateSerializer, Immutable]
internal sealed record MemberView(
    [property: Id(0)] CallId Call,
    [property: Id(1)] string Name,
    [property: Id(2)] string Number,
    [property: Id(3)] MemberState State,
    [property: Id(4)] bool Muted,
    [property: Id(5)] bool IsSpeaking,
    [property: Id(6)] bool IsOutside
);

internal enum MemberState
{
    Ringing,
    Active,
    Held,

    /// <summary>Their line is lost and awaited.</summary>
    Away,
}
