using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>The way to one number of the telephone network.</summary>
/// <param name="Counted">As what the guard counts it.</param>
/// <param name="Shown">What the other side is to see.</param>
internal sealed record OutsideRoute(CallId Counted, string E164, CallerId Shown)
{
    /// <summary>Whose own mobile is rung; null: the number is the other side of the call.</summary>
    public UserId? MobileOf { get; init; }

    /// <summary>Trunks that this was given to, in order; the last is the one it is at.</summary>
    public List<Guid> Tried { get; } = [];
}
