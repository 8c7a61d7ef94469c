using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardEffect
{
    /// <summary>A call from outside was turned away because its callee does not want it: for the administrator's log.</summary>
    internal sealed record TurnAway(CallId Call, UserId User, ScreeningCause Cause) : SwitchboardEffect;
}

internal enum ScreeningCause
{
    /// <summary>The callee blocked this number, before or while it rang.</summary>
    BlockedNumber,

    /// <summary>The callee takes no calls of who hides their number.</summary>
    AnonymousCaller,

    /// <summary>The callee takes calls of their contacts only.</summary>
    NoContact,
}
