using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>The test call: who dials *43 hears themself, and so that microphone, speaker and all between them and the server work.</summary>
internal sealed partial class Switchboard
{
    public const string EchoCode = "*43";

    /// <summary>Answered at once. Its other side is nobody: it cannot be handed on, supervised or made a conference.</summary>
    void PlaceEcho(DialAttempt attempt, Person caller, DateTimeOffset now)
    {
        var call = new Call(attempt.Call, new Party(caller.Id, caller.Name, caller.Extension), new Party(user: null, "Echo", EchoCode), now)
        {
            AnsweredAt = now,
            IsEcho = true,
        };
        Remember(call);
        call.Caller.Leg = call.CallerLeg(attempt);
        Record(
            new CallPlaced(call.Id.Value, now, caller.Id.Value, caller.Name, caller.Extension, EchoCode, CalleeId: null, "Echo")
            {
                Device = attempt.Kind,
            }
        );
        Record(new CallAnswered(call.Id.Value, now, UserId: null));
        Changed(call);
        Settle(call);
    }
}
