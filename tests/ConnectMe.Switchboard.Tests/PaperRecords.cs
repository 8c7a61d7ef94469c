using ConnectMe.Telephony.Domain;

namespace ConnectMe.Switchboard.Tests;

/// <summary>The record that becomes of a call's events, without a database.</summary>
internal static class PaperRecords
{
    public static CallRecord Of(IReadOnlyList<CallEvent> events) =>
        events
            .Skip(1)
            .Aggregate(
                CallRecord.Create((CallPlaced)events[0]),
                (record, happened) =>
                    happened switch
                    {
                        CallRouted e => record.Apply(e),
                        RouteFailed e => record.Apply(e),
                        CallAnswered e => record.Apply(e),
                        CallFolded e => record.Apply(e),
                        CallLaterAnswered e => record.Apply(e),
                        CallParked e => record.Apply(e),
                        CallTaken e => record.Apply(e),
                        CallNoted e => record.Apply(e),
                        CallEnded e => record.Apply(e),
                        _ => record,
                    }
            );

    /// <summary>The call log of this person has a line for it.</summary>
    public static bool IsALineOf(CallRecord record, Guid person) =>
        (record.CallerId == person && record.CallerContinues is null) || (record.CalleeId == person && record.CalleeContinues is null);
}
