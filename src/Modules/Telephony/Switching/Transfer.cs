using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>How a call came to be handed on.</summary>
/// <param name="By">Who handed it on: they pay for it, and are rung again when it comes to nothing.</param>
internal sealed record Transfer(Party By, CallId Recall)
{
    /// <summary>The phone that waits to be told how it goes.</summary>
    public Referrer? Referrer { get; set; }

    /// <summary>How often it came back to them already and they were not there.</summary>
    public int Returns { get; init; }

    public UserId Payer => By.User!.Value;
}

/// <param name="From">Who did not take it; the slot when nobody fetched it.</param>
/// <param name="WasParked">It was parked, not transferred.</param>
/// <param name="Times">How often it came back, this time too.</param>
internal sealed record Recall(Party From, CallOutcome Because, int Times, bool WasParked = false);

/// <summary>The leg of a phone that asked for a transfer.</summary>
internal sealed record Referrer(LegId Leg, Endpoint Endpoint);

/// <summary>What comes in with a wish to hand a call on: the ids of the calls that follow, and the phone that asks.</summary>
internal sealed record Onward(CallId Call, CallId Recall, Referrer? Referrer);
