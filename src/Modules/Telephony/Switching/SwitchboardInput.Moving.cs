using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    [GenerateSerializer, Immutable]
    internal abstract record OfMove : SwitchboardInput;

    /// <summary>Rings another device of the user; answered there, it takes the place of the one they talk with (M6.4.12). Until then the call goes on as it is.</summary>
    /// <param name="To">A line or phone of this user.</param>
    [GenerateSerializer, Immutable]
    internal sealed record MoveCall([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] Endpoint To) : OfMove;

    /// <summary>
    /// The same with the user's own mobile, which is rung over a trunk. Picked up it asks for a key before it takes the call, so that no voicemail does.
    /// </summary>
    [GenerateSerializer, Immutable]
    internal sealed record MoveToMobile([property: Id(0)] CallId Call, [property: Id(1)] UserId User) : OfMove;

    /// <summary>The user changed their mind: the other device stops ringing.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record StopMoving([property: Id(0)] CallId Call, [property: Id(1)] UserId User) : OfMove;
}
