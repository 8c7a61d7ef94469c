namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardEffect
{
    /// <summary>A conversation is to survive the death of this process as it stands now. Replaces what was kept of it before.</summary>
    internal sealed record KeepCall(CallSnapshot Call) : SwitchboardEffect;

    /// <summary>Nothing of the call is to be kept any more: it has ended, or is no conversation of two any more.</summary>
    internal sealed record DropCall(CallId Call) : SwitchboardEffect;

    /// <summary>The call of an earlier run is here again; its legs are awaited.</summary>
    internal sealed record TakeUpCall(CallSnapshot Call) : SwitchboardEffect;

    /// <summary>Go on with the dialog that an earlier run had with this phone or trunk: re-INVITE.</summary>
    /// <param name="HeldThere">The phone held the call.</param>
    internal sealed record ReviveLeg(LegId Leg, Endpoint Endpoint, MediaId Media, bool HeldThere) : SwitchboardEffect;
}
