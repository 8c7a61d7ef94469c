using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.History;

/// <summary>A call as one of its two parties sees it.</summary>
/// <param name="OtherUser">Null when the number is nobody's.</param>
/// <param name="OtherName">Empty when the number is nobody's (M7-04: then the number is shown).</param>
/// <param name="Duration">Of the conversation; null when there was none.</param>
internal sealed record CallLogEntry(
    Guid Call,
    bool Outgoing,
    bool Missed,
    Guid? OtherUser,
    string OtherName,
    string OtherNumber,
    DateTimeOffset PlacedAt,
    TimeSpan? Duration,
    CallOutcome Outcome
)
{
    /// <param name="record">Of a call that has ended.</param>
    public static CallLogEntry Of(CallRecord record, Guid user)
    {
        var outgoing = record.IsOutgoingFor(user);
        return new CallLogEntry(
            record.Id,
            outgoing,
            record.IsMissedBy(user),
            outgoing ? record.CalleeId : record.CallerId,
            outgoing ? record.CalleeName ?? "" : record.CallerName,
            outgoing ? record.Dialled : record.CallerExtension,
            record.PlacedAt,
            record.Duration,
            record.Outcome!.Value
        );
    }
}
