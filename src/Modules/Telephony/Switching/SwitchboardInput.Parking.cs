using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    /// <summary>The other side of the call waits with music in the first slot that is free, until somebody fetches it (M6.4.9).</summary>
    /// <param name="Onward">The call that the other side is in then.</param>
    /// <param name="Recall">The call by which they come back to the user when nobody fetches them.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Park(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] CallId Onward,
        [property: Id(3)] CallId Recall
    ) : SwitchboardInput;

    /// <summary>The user fetches a call that is parked, or takes one that rings at a colleague (M13.1-07).</summary>
    /// <param name="Call">The call of the user and who waits or calls.</param>
    [GenerateSerializer, Immutable]
    internal sealed record TakeCall(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] LineId Line,
        [property: Id(3)] CallId Taken
    ) : SwitchboardInput;
}
