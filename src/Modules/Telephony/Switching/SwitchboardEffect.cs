using System.Collections.Immutable;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>What is to be done outside. Effects are carried out in order per line; their results come back as inputs.</summary>
internal abstract record SwitchboardEffect
{
    /// <summary>Alert the line: its stream starts (a packet every 20 ms), its pages show the call.</summary>
    internal sealed record RingLeg(LegId Leg, LineId Line) : SwitchboardEffect;

    internal sealed record StopRinging(LegId Leg, LineId Line) : SwitchboardEffect;

    /// <summary>The leg takes part from now on: its stream runs until <see cref="EndLeg"/>.</summary>
    internal sealed record AnswerLeg(LegId Leg, LineId Line) : SwitchboardEffect;

    internal sealed record EndLeg(LegId Leg, LineId Line) : SwitchboardEffect;

    /// <summary>The two hear each other (the call is the bridge).</summary>
    internal sealed record Connect(CallId Call, LineId One, LineId Other) : SwitchboardEffect;

    internal sealed record Disconnect(CallId Call, LineId One, LineId Other) : SwitchboardEffect;

    internal sealed record Play(LegId Leg, LineId Line, Sound Sound) : SwitchboardEffect;

    internal sealed record StopPlaying(LegId Leg, LineId Line) : SwitchboardEffect;

    internal sealed record Mute(LegId Leg, LineId Line, bool On) : SwitchboardEffect;

    internal sealed record SendDigits(LegId Leg, LineId Line, string Digits) : SwitchboardEffect;

    /// <summary>Goes to the journal, and from there to the call's stream in Marten.</summary>
    internal sealed record Record(CallEvent Event) : SwitchboardEffect;

    internal sealed record Announce(ImmutableArray<string> Topics, ImmutableArray<UserId> To) : SwitchboardEffect;
}

/// <summary>What a line can be played by name.</summary>
internal enum Sound
{
    /// <summary>425 Hz, 1 s on, 4 s off: what a Dutch caller expects.</summary>
    Ringback,
    Busy,
    HoldMusic,
}
