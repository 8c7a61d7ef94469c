using System.Collections.Immutable;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    [GenerateSerializer, Immutable]
    internal abstract record OfSurvival : SwitchboardInput;

    /// <summary>Conversations that the death of an earlier run cut off: those of <see cref="SwitchboardEffect.KeepCall"/> that had no end. Each comes once.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record CallsSurvived([property: Id(0)] ImmutableArray<CallSnapshot> Calls) : OfSurvival;

    /// <summary>The phone or trunk goes on with the call, its media ready: result of <see cref="SwitchboardEffect.ReviveLeg"/>, beside <see cref="LegEnded"/>.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record LegRevived([property: Id(0)] LegId Leg) : OfSurvival;
}
