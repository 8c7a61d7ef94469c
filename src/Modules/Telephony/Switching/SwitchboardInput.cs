using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Everything that can happen to a company's calls. The ids of what an input starts come in with it.</summary>
[GenerateSerializer, Immutable]
internal abstract partial record SwitchboardInput
{
    /// <summary>The company's people, at activation and after each change.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record PeopleChanged([property: Id(0)] ImmutableArray<Person> People) : SwitchboardInput;

    /// <summary>What the administrator set, at activation and after each change. Calls that talk go on as they were placed.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record ConfigurationChanged([property: Id(0)] TelephonyConfiguration Configuration) : SwitchboardInput;

    /// <summary>What was called outside in the last day, before a restart: caps go on counting. May come more than once.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record CallsRemembered([property: Id(0)] ImmutableArray<RememberedCall> Calls) : SwitchboardInput;

    /// <summary>The journal can take no more calls, or can again: then none are placed, and running ones go on.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record JournalChanged([property: Id(0)] bool Full) : SwitchboardInput;

    /// <summary>A browser's media connection is ready (DTLS done), for the first time or again after a reload.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LineUp([property: Id(0)] LineId Line, [property: Id(1)] UserId User) : SwitchboardInput;

    /// <summary>The media connection is gone: closed, consent expired, or signed out (then nothing waits for its return).</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LineDown([property: Id(0)] LineId Line, [property: Id(1)] UserId User, [property: Id(2)] bool SignedOut)
        : SwitchboardInput;

    /// <param name="Shown">The caller ID for this call only; null: as the user chose for all (M4.5-02).</param>
    [GenerateSerializer, Immutable]
    internal sealed record Dial(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] LineId Line,
        [property: Id(3)] string Target,
        [property: Id(4)] CallerIdChoice? Shown = null
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

    /// <summary>Blind transfer: the other side rings <paramref name="Target"/>, and the user is out of it (M6.4.10).</summary>
    /// <param name="Onward">The call that the other side is in then.</param>
    /// <param name="Recall">The call by which they come back to the user when nobody answers.</param>
    [GenerateSerializer, Immutable]
    internal sealed record TransferCall(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] string Target,
        [property: Id(3)] CallId Onward,
        [property: Id(4)] CallId Recall
    ) : SwitchboardInput;

    /// <summary>Attended transfer begins: the call waits, and the user asks somebody in another (M6.4.11).</summary>
    [GenerateSerializer, Immutable]
    internal sealed record Consult(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] LineId Line,
        [property: Id(3)] string Target,
        [property: Id(4)] CallId Consultation
    ) : SwitchboardInput;

    /// <summary>Attended transfer ends: the other sides of the waiting call and of its consultation are together, and the user is out of it.</summary>
    /// <param name="Call">Either of the two.</param>
    [GenerateSerializer, Immutable]
    internal sealed record ConnectCalls(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] CallId Onward,
        [property: Id(3)] CallId Recall
    ) : SwitchboardInput;

    /// <summary>The consultation is over without a transfer: the call that waited is taken up again.</summary>
    /// <param name="Call">Either of the two.</param>
    [GenerateSerializer, Immutable]
    internal sealed record TakeBack([property: Id(0)] CallId Call, [property: Id(1)] UserId User) : SwitchboardInput;

    /// <summary>A phone handed its call on (REFER). It hears by <see cref="SwitchboardEffect.TellTransferor"/> how that goes.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegTransferred(
        [property: Id(0)] LegId Leg,
        [property: Id(1)] Endpoint From,
        [property: Id(2)] string Target,
        [property: Id(3)] CallId Onward,
        [property: Id(4)] CallId Recall
    ) : SwitchboardInput;

    /// <summary>A phone wants the other sides of two calls of its owner together (REFER with Replaces); it hears how that goes likewise.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegsConnected(
        [property: Id(0)] LegId Leg,
        [property: Id(1)] Endpoint From,
        [property: Id(2)] LegId Other,
        [property: Id(3)] CallId Onward,
        [property: Id(4)] CallId Recall
    ) : SwitchboardInput;

    /// <summary>A phone calls to take the place of a leg (INVITE with Replaces). Its own leg is <see cref="LegId.OfCaller"/> of the new call.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegReplaced(
        [property: Id(0)] CallId Call,
        [property: Id(1)] Endpoint.Phone From,
        [property: Id(2)] LegId Replaced
    ) : SwitchboardInput;

    [GenerateSerializer, Immutable]
    internal sealed record Mute([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] bool On) : SwitchboardInput;

    /// <summary>The user typed digits (0-9 * # A-D) towards the other party.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record SendDigits([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] string Digits)
        : SwitchboardInput;

    /// <summary>A SIP device of a person is registered from somewhere.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record DeviceUp([property: Id(0)] DeviceId Device, [property: Id(1)] UserId Owner) : SwitchboardInput;

    /// <summary>Registered from nowhere any more: it is not rung, and calls it is in go on.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record DeviceDown([property: Id(0)] DeviceId Device) : SwitchboardInput;

    /// <summary>The trunk can be used as far as is known: registered, or its address answers OPTIONS.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record TrunkUp([property: Id(0)] TrunkId Trunk) : SwitchboardInput;

    /// <summary>Registration or OPTIONS failed: other trunks are tried before this one.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record TrunkDown([property: Id(0)] TrunkId Trunk) : SwitchboardInput;

    /// <summary>
    /// A phone or a trunk starts a call with an INVITE that was let in (authenticated, or from a trunk's address). Its leg is
    /// <see cref="LegId.OfCaller"/>; it hears by <see cref="SwitchboardEffect.TellRinging"/>, <see cref="SwitchboardEffect.ProgressLeg"/>,
    /// <see cref="SwitchboardEffect.AnswerLeg"/> or <see cref="SwitchboardEffect.EndLeg"/> what becomes of it.
    /// </summary>
    /// <param name="From">Of a trunk: with the caller's number as the trunk gave it; empty when it gave none.</param>
    /// <param name="CallerName">As the trunk gave it; of a phone it is not used.</param>
    /// <param name="Anonymous">The caller asks not to be shown (RFC 3323); from a phone: for this call.</param>
    /// <param name="Target">The user part of the Request-URI, unescaped.</param>
    [GenerateSerializer, Immutable]
    internal sealed record SipDialled(
        [property: Id(0)] CallId Call,
        [property: Id(1)] Endpoint From,
        [property: Id(2)] string CallerName,
        [property: Id(3)] bool Anonymous,
        [property: Id(4)] string Target
    ) : SwitchboardInput;

    /// <summary>The other side took the request on (100): the trunk is there, so it is waited for. Result of <see cref="SwitchboardEffect.RingLeg"/>.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegTrying([property: Id(0)] LegId Leg) : SwitchboardInput;

    /// <summary>The leg's endpoint is being alerted (180): result of <see cref="SwitchboardEffect.RingLeg"/>.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegRinging([property: Id(0)] LegId Leg) : SwitchboardInput;

    /// <summary>Sound from the other side before its answer (183 with an SDP), its media ready: result of <see cref="SwitchboardEffect.RingLeg"/>.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegProgress([property: Id(0)] LegId Leg) : SwitchboardInput;

    /// <summary>The phone or trunk answered (2xx), its media ready: result of <see cref="SwitchboardEffect.RingLeg"/>.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegAnswered([property: Id(0)] LegId Leg) : SwitchboardInput;

    /// <summary>The leg did not come about: result of <see cref="SwitchboardEffect.RingLeg"/>.</summary>
    /// <param name="Status">The SIP status; 0 when there was none.</param>
    [GenerateSerializer, Immutable]
    internal sealed record LegFailed(
        [property: Id(0)] LegId Leg,
        [property: Id(1)] LegCause Cause = LegCause.Unreachable,
        [property: Id(2)] int Status = 0
    ) : SwitchboardInput;

    /// <summary>The phone or trunk ended its side: BYE, or CANCEL of a call it started, or its dialog is lost.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegEnded([property: Id(0)] LegId Leg, [property: Id(1)] LegCause Cause = LegCause.Normal) : SwitchboardInput;

    /// <summary>The phone put the call on hold (a re-INVITE with sendonly, inactive or 0.0.0.0).</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegHeld([property: Id(0)] LegId Leg) : SwitchboardInput;

    [GenerateSerializer, Immutable]
    internal sealed record LegResumed([property: Id(0)] LegId Leg) : SwitchboardInput;

    /// <summary>The media of a leg carried a digit from its user: RFC 4733, SIP INFO or in-band.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record DigitReceived([property: Id(0)] MediaId Media, [property: Id(1)] char Digit) : SwitchboardInput;

    /// <summary>Nothing is received any more from a SIP leg (promise C6). Of a line the same is <see cref="LineDown"/>.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record MediaLost([property: Id(0)] MediaId Media) : SwitchboardInput;

    /// <summary>The time of <c>Switchboard.NextTimeout</c> has come.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record Deadline : SwitchboardInput;
}
