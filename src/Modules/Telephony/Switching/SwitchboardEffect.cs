using System.Collections.Immutable;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// What is to be done outside. Effects are carried out in order per leg; their results come back as inputs. A leg begins with
/// <see cref="RingLeg"/>, or as the caller's side of a call (<see cref="LegId.OfCaller"/>) with its <see cref="SwitchboardInput.SipDialled"/>
/// or <see cref="AnswerLeg"/>. Every leg ends with exactly one <see cref="StopRinging"/> or <see cref="EndLeg"/>, also when its endpoint said
/// first that it is gone: that is when what it holds is given back.
/// </summary>
internal abstract partial record SwitchboardEffect
{
    /// <summary>
    /// Alert the endpoint. A line: its stream starts (a packet every 20 ms), its pages show the call. A phone or trunk: INVITE, with
    /// <paramref name="From"/> as the caller.
    /// </summary>
    internal sealed record RingLeg(LegId Leg, Endpoint Endpoint, MediaId Media, ShownCaller From) : SwitchboardEffect;

    /// <summary>CANCEL, with <paramref name="Why"/> as the Reason (RFC 3326); a BYE when the answer crossed it.</summary>
    internal sealed record StopRinging(LegId Leg, Endpoint Endpoint, MediaId Media, LegCause Why) : SwitchboardEffect;

    /// <summary>The phone or trunk that calls is told that the other side rings: 180.</summary>
    internal sealed record TellRinging(LegId Leg, Endpoint Endpoint, MediaId Media) : SwitchboardEffect;

    /// <summary>The phone or trunk that calls is to hear the other side before the answer: 183 with an SDP.</summary>
    internal sealed record ProgressLeg(LegId Leg, Endpoint Endpoint, MediaId Media) : SwitchboardEffect;

    /// <summary>The leg takes part from now on. A line: its stream runs until <see cref="EndLeg"/>. A phone or trunk that calls: 200.</summary>
    internal sealed record AnswerLeg(LegId Leg, Endpoint Endpoint, MediaId Media) : SwitchboardEffect;

    /// <summary>A phone or trunk: BYE, or, when it calls and was not answered, the final response of <paramref name="Why"/>.</summary>
    internal sealed record EndLeg(LegId Leg, Endpoint Endpoint, MediaId Media, LegCause Why) : SwitchboardEffect;

    /// <summary>The leg takes part in another call from now on, as it is; it keeps its id.</summary>
    internal sealed record MoveLeg(LegId Leg, Endpoint Endpoint, MediaId Media, CallId To) : SwitchboardEffect;

    /// <summary>
    /// The phone that asked for a transfer (<see cref="SwitchboardInput.LegTransferred"/>) is told how it goes; also after its
    /// <see cref="EndLeg"/>. The last stage comes once.
    /// </summary>
    /// <param name="Why">Of <see cref="TransferStage.Failed"/>.</param>
    internal sealed record TellTransferor(LegId Leg, Endpoint Endpoint, TransferStage Stage, LegCause Why = LegCause.Normal)
        : SwitchboardEffect;

    /// <summary>The two hear each other (the call is the bridge).</summary>
    internal sealed record Connect(CallId Call, MediaId One, MediaId Other) : SwitchboardEffect;

    internal sealed record Disconnect(CallId Call, MediaId One, MediaId Other) : SwitchboardEffect;

    /// <param name="Music">Of <see cref="Sound.HoldMusic"/>: a queue's own; null: the company's.</param>
    internal sealed record Play(LegId Leg, MediaId Media, Sound Sound, Guid? Music = null) : SwitchboardEffect;

    internal sealed record StopPlaying(LegId Leg, MediaId Media) : SwitchboardEffect;

    internal sealed record Mute(LegId Leg, MediaId Media, bool On) : SwitchboardEffect;

    internal sealed record SendDigits(LegId Leg, MediaId Media, string Digits) : SwitchboardEffect;

    /// <summary>Goes to the journal, and from there to the call's stream in Marten.</summary>
    internal sealed record Record(CallEvent Event) : SwitchboardEffect;

    /// <summary>A call to outside was refused, or cut, by the rules of the administrator or a cap: for the log and the alarm (A4-03).</summary>
    /// <param name="Near">It went, and brought the cap to 80 %.</param>
    internal sealed record Warn(UserId User, NoticeCause Cause, bool Near = false) : SwitchboardEffect;

    internal sealed record Announce(ImmutableArray<string> Topics, ImmutableArray<UserId> To) : SwitchboardEffect;
}

/// <summary>Who the alerted side sees as the caller.</summary>
/// <param name="Number">An extension towards phones of the company, E.164 towards outside; empty when there is none to show.</param>
/// <param name="Anonymous">Name and number are not to be shown (RFC 3323); a trunk may still be told them (RFC 3325).</param>
internal sealed record ShownCaller(string Number, string Name, bool Anonymous);

internal enum TransferStage
{
    Rings,
    Done,
    Failed,
}

/// <summary>What a leg can be played by name.</summary>
internal enum Sound
{
    /// <summary>425 Hz, 1 s on, 4 s off: what a Dutch caller expects.</summary>
    Ringback,
    Busy,
    HoldMusic,

    /// <summary>Who picked up their mobile is asked to press 1, which no voicemail does.</summary>
    PressOne,
}
