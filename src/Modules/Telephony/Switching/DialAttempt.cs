using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Somebody of the company wants to call.</summary>
/// <param name="IsPickedUp">From a phone or mobile of theirs that is rung for it: placed when that is picked up.</param>
internal sealed record DialAttempt(CallId Call, Endpoint From, UserId User, string Target, CallerIdChoice? Shown, bool IsPickedUp = false)
{
    /// <summary>The parked or ringing call that is to be taken, when it was pointed at and not dialled.</summary>
    public CallId? Taken { get; init; }

    /// <summary>Their own side of the call.</summary>
    public LegId Leg { get; init; } = LegId.OfCaller(Call);

    /// <summary>How their mobile was reached.</summary>
    public OutsideRoute? Route { get; init; }

    public DeviceKind Kind => Route is null ? From.Kind : DeviceKind.Mobile;
}
