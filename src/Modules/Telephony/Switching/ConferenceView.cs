using System.Collections.Immutable;

namespace ConnectMe.Telephony.Switching;

/// <param name="Members">All but the user, in the order they came; none for who did not begin it.</param>
/// <param name="Most">How many may take part, the user included.</param>
[GenerateSerializer, Immutable]
internal sealed record ConferenceView(
    [property: Id(0)] ImmutableArray<MemberView> Members,
    [property: Id(1)] int Most,
    [property: Id(2)] bool IsSpeaking
);

/// <param name="Call">By which they are named.</param>
/// <param name="Number">For people to read.</param>
/// <param name="Muted">By the initiator.</param>
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
