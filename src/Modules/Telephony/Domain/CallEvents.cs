using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Domain;

/// <summary>A fact about a call, journalled first and appended to the call's stream in Marten after that.</summary>
public abstract record CallEvent(Guid CallId, DateTimeOffset At);

/// <param name="CallerId">Null when somebody outside calls.</param>
/// <param name="CallerExtension">Their number; of somebody outside E.164, or what the trunk gave.</param>
/// <param name="Dialled">What the caller typed, as cleaned for dialling.</param>
/// <param name="CalleeId">The person meant; null when the number is nobody's.</param>
public sealed record CallPlaced(
    Guid CallId,
    DateTimeOffset At,
    Guid? CallerId,
    string CallerName,
    string CallerExtension,
    string Dialled,
    Guid? CalleeId,
    string? CalleeName
) : CallEvent(CallId, At)
{
    /// <summary>What it was placed with; null in calls of before phones and trunks: a browser.</summary>
    public DeviceKind? Device { get; init; }

    /// <summary>The trunk it came in by.</summary>
    public string? Trunk { get; init; }

    /// <summary>The caller's number as the trunk wrote it.</summary>
    public string? CallerRaw { get; init; }

    /// <summary>The number shown to the other side when the call goes outside.</summary>
    public string? Shown { get; init; }

    /// <summary>The caller's number was not to be shown.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The first of the calls that were handed on until it came to this one.</summary>
    public Guid? TransferOf { get; init; }

    /// <summary>Set when the caller was in an earlier one of those.</summary>
    public bool? CallerContinues { get; init; }

    /// <summary>Set when who is called was in an earlier one of those.</summary>
    public bool? CalleeContinues { get; init; }

    /// <summary>Who handed it on, and pays for it when it goes outside; null when it comes back to them.</summary>
    public Guid? TransferredBy { get; init; }

    /// <summary>The name of the application that it came to; nobody was called then.</summary>
    public string? Application { get; init; }

    /// <summary>The queue in which the caller waits by this call.</summary>
    public Guid? Queue { get; init; }

    /// <summary>The conference that one of the two takes part in by this call; the other is who invited them to it.</summary>
    public Guid? Conference { get; init; }
}

/// <summary>A call that goes outside was given to this trunk.</summary>
public sealed record CallRouted(Guid CallId, DateTimeOffset At, Guid TrunkId, string Trunk) : CallEvent(CallId, At);

/// <summary>The trunk did not bring the call about; another may be tried.</summary>
/// <param name="Status">The SIP status; 0 when there was none.</param>
public sealed record RouteFailed(Guid CallId, DateTimeOffset At, Guid TrunkId, string Trunk, LegCause Cause, int Status)
    : CallEvent(CallId, At);

/// <param name="UserId">Null when somebody outside answered.</param>
/// <param name="Device">Null in calls of before phones and trunks: a browser.</param>
public sealed record CallAnswered(Guid CallId, DateTimeOffset At, Guid? UserId, DeviceKind? Device = null) : CallEvent(CallId, At);

/// <summary>The caller waits in a parking slot. Comes right after the call was placed.</summary>
public sealed record CallParked(Guid CallId, DateTimeOffset At, Guid UserId, string Name, string Slot) : CallEvent(CallId, At);

/// <summary>A parked call was fetched, one that rang was taken by somebody else than who was called, or a supervisor took the place of who talked in it: they talk in the call that follows.</summary>
public sealed record CallTaken(Guid CallId, DateTimeOffset At, Guid UserId, string Name) : CallEvent(CallId, At);

public sealed record CallHeld(Guid CallId, DateTimeOffset At, Guid UserId) : CallEvent(CallId, At);

public sealed record CallResumed(Guid CallId, DateTimeOffset At, Guid UserId) : CallEvent(CallId, At);

/// <summary>This user goes on in the same call with another device of theirs.</summary>
public sealed record CallMoved(Guid CallId, DateTimeOffset At, Guid UserId, DeviceKind Device) : CallEvent(CallId, At);

/// <summary>What this user wrote down about the call: for themselves, in place of what they wrote before. Empty takes it away. May come after the call's end.</summary>
public sealed record CallNoted(Guid CallId, DateTimeOffset At, Guid UserId, string Note) : CallEvent(CallId, At);

/// <summary>In this call somebody was asked before another was handed on to them: the call log shows it as part of that one.</summary>
/// <param name="Into">The first of the calls that were handed on.</param>
/// <param name="CallerContinues">As in <see cref="CallPlaced"/>.</param>
public sealed record CallFolded(Guid CallId, DateTimeOffset At, Guid Into, bool? CallerContinues, bool? CalleeContinues)
    : CallEvent(CallId, At);

/// <summary>Nobody answered this call, but the one that it was handed on to, or that it came back by: nobody missed it.</summary>
public sealed record CallLaterAnswered(Guid CallId, DateTimeOffset At) : CallEvent(CallId, At);

/// <summary>Somebody with the right to it listened in on the call, whispered or barged in: for audit. One for each change.</summary>
/// <param name="AgentId">Whose call it was, and who heard the whisper.</param>
public sealed record CallSupervised(Guid CallId, DateTimeOffset At, Guid SupervisorId, Guid AgentId, SupervisionMode Mode)
    : CallEvent(CallId, At);

/// <summary>Who waited in a queue does so no longer. Comes with the end of the call by which they waited.</summary>
/// <param name="Agent">Who took them.</param>
/// <param name="WentTo">The number they were led on to, or the name of an application.</param>
public sealed record QueueLeft(Guid CallId, DateTimeOffset At, Guid Queue, QueueCallEnd End, Guid? Agent, string? WentTo)
    : CallEvent(CallId, At);

/// <summary>The conversation with the agent who took this call out of a queue is over, or goes on with somebody else.</summary>
public sealed record QueueCallEnded(Guid CallId, DateTimeOffset At) : CallEvent(CallId, At);

/// <param name="Status">The SIP status of what failed last; 0 when there was none.</param>
public sealed record CallEnded(Guid CallId, DateTimeOffset At, CallOutcome Outcome, int Status = 0) : CallEvent(CallId, At);

/// <summary>How well one side's audio travelled to us, over the whole call. Comes after the leg's end, so also after the call's.</summary>
/// <param name="Codec">As in a=rtpmap.</param>
/// <param name="Mos">1 to 4.5 (ITU-T G.107); null when nothing came.</param>
public sealed record LegMeasured(
    Guid CallId,
    DateTimeOffset At,
    DeviceKind Device,
    string Codec,
    long Packets,
    long Lost,
    TimeSpan Jitter,
    double? Mos
) : CallEvent(CallId, At)
{
    /// <summary>Of the side that called; null in calls of before this was kept.</summary>
    public bool? IsCaller { get; init; }
}

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

    /// <summary>No trunk brought it about, though the number may be right.</summary>
    TrunkUnavailable,

    /// <summary>As many calls run over every trunk as may.</summary>
    TrunksBusy,

    /// <summary>The provider does not let this call through.</summary>
    NotAllowed,

    /// <summary>The server stopped while the call went on.</summary>
    Interrupted,

    /// <summary>Handed on: one of its parties goes on in another call.</summary>
    Transferred,

    /// <summary>Cut when the company's minutes abroad were used up.</summary>
    CapReached,

    /// <summary>It became a conference: both of its parties go on in calls of their own.</summary>
    Conference,

    /// <summary>The callee turned such callers away: blocked, anonymous, or no contact. The caller was told busy.</summary>
    Blocked,

    /// <summary>A supervisor took the place of one of its parties: they and the other go on in another call.</summary>
    TakenOver,

    /// <summary>Nothing rang at the callee, who lets their calls go elsewhere: the caller goes on in another call.</summary>
    Forwarded,
}
