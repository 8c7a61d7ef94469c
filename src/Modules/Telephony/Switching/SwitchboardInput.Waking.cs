using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    /// <summary>Result of <see cref="SwitchboardEffect.Wake"/>, when no page of theirs is alive.</summary>
    /// <param name="Reached">The push service of one of their browsers took the message; what follows is a line that comes up, or nothing.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Woken([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] bool Reached)
        : SwitchboardInput;
}
