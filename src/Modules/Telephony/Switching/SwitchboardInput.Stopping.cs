namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    [GenerateSerializer, Immutable]
    internal abstract record OfStopping : SwitchboardInput;

    /// <summary>The server stops when its calls are over (promise R12): no new ones are placed, and running ones go on, also to others.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record DrainBegan : OfStopping;

    /// <summary>It stops now: what still runs ends.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record DrainOver : OfStopping;
}
