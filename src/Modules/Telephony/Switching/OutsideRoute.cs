using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>The way of one call to the telephone network.</summary>
/// <param name="Shown">What the other side is to see.</param>
internal sealed record OutsideRoute(string E164, CallerId Shown)
{
    /// <summary>Trunks that this call was given to, in order; the last is the one it is at.</summary>
    public List<Guid> Tried { get; } = [];
}
