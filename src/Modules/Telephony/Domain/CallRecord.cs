namespace ConnectMe.Telephony.Domain;

/// <summary>One line per real call, with the truth in it: made from the call's events, read by the call log of both parties.</summary>
/// <param name="Outcome">Null while the call goes on.</param>
public sealed record CallRecord(
    Guid Id,
    Guid CallerId,
    string CallerName,
    string CallerExtension,
    string Dialled,
    Guid? CalleeId,
    string? CalleeName,
    DateTimeOffset PlacedAt,
    DateTimeOffset? AnsweredAt,
    Guid? AnsweredBy,
    DateTimeOffset? EndedAt,
    CallOutcome? Outcome
)
{
    /// <summary>Length of the conversation; null when there was none.</summary>
    public TimeSpan? Duration => EndedAt - AnsweredAt;

    public bool IsOutgoingFor(Guid user) => CallerId == user;

    /// <summary>
    /// They were called and nobody answered. Not missed: what somebody answered, what they refused, and whatever the caller himself sees.
    /// </summary>
    public bool IsMissedBy(Guid user) =>
        CalleeId == user && CallerId != user && AnsweredAt is null && Outcome is not (null or CallOutcome.Refused);

    public static CallRecord Create(CallPlaced placed) =>
        new(
            placed.CallId,
            placed.CallerId,
            placed.CallerName,
            placed.CallerExtension,
            placed.Dialled,
            placed.CalleeId,
            placed.CalleeName,
            placed.At,
            AnsweredAt: null,
            AnsweredBy: null,
            EndedAt: null,
            Outcome: null
        );

    public CallRecord Apply(CallAnswered answered) => this with { AnsweredAt = answered.At, AnsweredBy = answered.UserId };

    public CallRecord Apply(CallEnded ended) => this with { EndedAt = ended.At, Outcome = ended.Outcome };
}
