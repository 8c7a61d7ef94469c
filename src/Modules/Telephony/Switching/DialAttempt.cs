using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Somebody of the company wants to call.</summary>
/// <param name="IsPickedUp">From a phone of theirs that was rung for it and picked up.</param>
internal sealed record DialAttempt(CallId Call, Endpoint From, UserId User, string Target, CallerIdChoice? Shown, bool IsPickedUp = false)
{
    /// <summary>The parked or ringing call that is to be taken, when it was pointed at and not dialled.</summary>
    public CallId? Taken { get; init; }
}
