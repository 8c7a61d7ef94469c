namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardEffect
{
    /// <summary>It hears all of the mix that it is to hear, and is heard by those named; again when they are others.</summary>
    internal sealed record Mix(CallId Call, MixId In, MediaId Media, HeardBy By) : SwitchboardEffect;

    internal sealed record Unmix(CallId Call, MixId In, MediaId Media) : SwitchboardEffect;

    /// <summary>A short tone, once: somebody else takes part from now on.</summary>
    internal sealed record Beep(LegId Leg, MediaId Media) : SwitchboardEffect;
}
