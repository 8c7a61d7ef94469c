using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

/// <summary>Everything that can happen to a company's calls. The ids of what an input starts come in with it.</summary>
[GenerateSerializer, Immutable]
internal abstract record SwitchboardInput
{
    /// <summary>The company's people, at activation and after each change.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record PeopleChanged([property: Id(0)] ImmutableArray<Person> People) : SwitchboardInput;

    /// <summary>The journal can take no more calls, or can again: then none are placed, and running ones go on.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record JournalChanged([property: Id(0)] bool Full) : SwitchboardInput;

    /// <summary>A browser's media connection is ready (DTLS done), for the first time or again after a reload.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LineUp([property: Id(0)] LineId Line, [property: Id(1)] UserId User) : SwitchboardInput;

    /// <summary>The media connection is gone: closed, consent expired, or signed out (then nothing waits for its return).</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LineDown([property: Id(0)] LineId Line, [property: Id(1)] bool SignedOut) : SwitchboardInput;

    [GenerateSerializer, Immutable]
    internal sealed record Dial(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] LineId Line,
        [property: Id(3)] string Target
    ) : SwitchboardInput;

    [GenerateSerializer, Immutable]
    internal sealed record Answer([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] LineId Line)
        : SwitchboardInput;

    [GenerateSerializer, Immutable]
    internal sealed record Refuse([property: Id(0)] CallId Call, [property: Id(1)] UserId User) : SwitchboardInput;

    /// <summary>Ends the call for this user: cancels it while it rings out, hangs up when connected, puts away the notice of an ended one.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record HangUp([property: Id(0)] CallId Call, [property: Id(1)] UserId User) : SwitchboardInput;

    [GenerateSerializer, Immutable]
    internal sealed record Hold([property: Id(0)] CallId Call, [property: Id(1)] UserId User) : SwitchboardInput;

    /// <summary>Takes a held call up again; an active call of this user goes on hold.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record Resume([property: Id(0)] CallId Call, [property: Id(1)] UserId User) : SwitchboardInput;

    [GenerateSerializer, Immutable]
    internal sealed record Mute([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] bool On) : SwitchboardInput;

    /// <summary>The user typed digits (0-9 * # A-D) towards the other party.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record SendDigits([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] string Digits)
        : SwitchboardInput;

    /// <summary>The leg's endpoint is being alerted: result of <see cref="SwitchboardEffect.RingLeg"/>.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegRinging([property: Id(0)] LegId Leg) : SwitchboardInput;

    /// <summary>The leg could not be alerted: result of <see cref="SwitchboardEffect.RingLeg"/>.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegFailed([property: Id(0)] LegId Leg) : SwitchboardInput;

    /// <summary>The media of a line carried an RFC 4733 event from its user.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record DigitReceived([property: Id(0)] LineId Line, [property: Id(1)] char Digit) : SwitchboardInput;

    /// <summary>The time of <c>Switchboard.NextTimeout</c> has come.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record Deadline : SwitchboardInput;
}
