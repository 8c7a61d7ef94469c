namespace ConnectMe.Telephony.Domain;

public static class CallOutcomes
{
    /// <summary>Who talked in it, or one of them, or who called, goes on in another call: in the eyes of people it is one.</summary>
    public static bool GoesOn(this CallOutcome outcome) =>
        outcome is CallOutcome.Transferred or CallOutcome.Conference or CallOutcome.TakenOver or CallOutcome.Forwarded;
}
