namespace ConnectMe.Telephony.Domain;

/// <summary>A fact about a call, journalled first and appended to the call's stream in Marten after that.</summary>
public abstract record CallEvent(Guid CallId, DateTimeOffset At);

/// <param name="Dialled">What the caller typed, as cleaned for dialling.</param>
/// <param name="CalleeId">The person meant; null when the number is nobody's.</param>
public sealed record CallPlaced(
    Guid CallId,
    DateTimeOffset At,
    Guid CallerId,
    string CallerName,
    string CallerExtension,
    string Dialled,
    Guid? CalleeId,
    string? CalleeName
) : CallEvent(CallId, At);

/// <param name="UserId">Null when somebody outside answered.</param>
/// <param name="Device">Null in calls of before phones and trunks: a browser.</param>
public sealed record CallAnswered(Guid CallId, DateTimeOffset At, Guid? UserId, DeviceKind? Device = null) : CallEvent(CallId, At);

public sealed record CallHeld(Guid CallId, DateTimeOffset At, Guid UserId) : CallEvent(CallId, At);

public sealed record CallResumed(Guid CallId, DateTimeOffset At, Guid UserId) : CallEvent(CallId, At);

public sealed record CallEnded(Guid CallId, DateTimeOffset At, CallOutcome Outcome) : CallEvent(CallId, At);

/// <summary>How a call ended. Every call ends in exactly one.</summary>
public enum CallOutcome
{
    /// <summary>Answered, and ended by one of the parties.</summary>
    Completed,

    /// <summary>The callee refused it.</summary>
    Refused,

    /// <summary>The caller gave up while it rang.</summary>
    Cancelled,

    /// <summary>Nobody answered in time.</summary>
    NoAnswer,

    /// <summary>The callee was in another call and could take no second one.</summary>
    Busy,

    /// <summary>The callee has no line up anywhere.</summary>
    Unreachable,

    /// <summary>No such extension in the company.</summary>
    UnknownNumber,

    /// <summary>A party's line was lost and did not come back within 30 s.</summary>
    LineLost,

    /// <summary>The server stopped while the call went on.</summary>
    Interrupted,
}
