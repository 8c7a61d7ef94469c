using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Domain;

/// <summary>One line per real call, with the truth in it: made from the call's events, read by the call log of both parties.</summary>
/// <param name="CallerId">Null when somebody outside called.</param>
/// <param name="CallerExtension">Their number; of somebody outside E.164, or what the trunk gave.</param>
/// <param name="Outcome">Null while the call goes on.</param>
public sealed record CallRecord(
    Guid Id,
    Guid? CallerId,
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
    /// <summary>Null in calls of before phones and trunks.</summary>
    public DeviceKind? CallerDevice { get; init; }

    /// <summary>Null when nobody answered.</summary>
    public DeviceKind? AnsweredWith { get; init; }

    /// <summary>The trunk it came in by, or went out by last.</summary>
    public string? Trunk { get; init; }

    /// <summary>The caller's number as the trunk wrote it.</summary>
    public string? CallerRaw { get; init; }

    /// <summary>The number shown to the other side when it went outside.</summary>
    public string? Shown { get; init; }

    public bool IsAnonymous { get; init; }

    /// <summary>Trunks that did not bring it about, in the order they were tried.</summary>
    public IReadOnlyList<FailedRoute> FailedRoutes { get; init; } = [];

    /// <summary>How well the audio of each leg that talked travelled to us.</summary>
    public IReadOnlyList<LegQuality> Quality { get; init; } = [];

    /// <summary>The SIP status of what failed last; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>The first of the calls that were handed on until it came to this one: the call log shows them as one.</summary>
    public Guid? TransferOf { get; init; }

    public Guid? TransferredBy { get; init; }

    /// <summary>True, or null: the caller's call log shows it as part of an earlier one.</summary>
    public bool? CallerContinues { get; init; }

    /// <summary>True, or null: the callee's call log shows it as part of an earlier one.</summary>
    public bool? CalleeContinues { get; init; }

    /// <summary>True, or null: nobody answered this one, but a later part of the same call was.</summary>
    public bool? AnsweredLater { get; init; }

    /// <summary>The call that the log shows it under: itself, when nothing was handed on before.</summary>
    public Guid Story => TransferOf ?? Id;

    /// <summary>The conference that it was part of; of who began it there is no other party.</summary>
    public Guid? Conference { get; init; }

    /// <summary>The name of the application that it came to; nobody was called then.</summary>
    public string? Application { get; init; }

    /// <summary>The queue in which the caller waited.</summary>
    public Guid? Queue { get; init; }

    /// <summary>How that ended; null while they wait.</summary>
    public QueueEnd? QueueEnd { get; init; }

    /// <summary>The number of the slot in which the caller was parked; null when this call is none that was parked.</summary>
    public string? Slot { get; init; }

    public Colleague? ParkedBy { get; init; }

    /// <summary>Who fetched the parked call, took the one that rang at somebody else, or took the place of who talked in it.</summary>
    public Colleague? TakenBy { get; init; }

    /// <summary>What each of the two wrote down about it; at most one each.</summary>
    public IReadOnlyList<CallNote> Notes { get; init; } = [];

    /// <summary>One of the two was reached over the telephone network.</summary>
    public bool IsOutside => CallerId is null || Dialled.StartsWith('+');

    /// <summary>Length of the conversation; null when there was none.</summary>
    public TimeSpan? Duration => EndedAt - AnsweredAt;

    public bool IsOutgoingFor(Guid user) => CallerId == user;

    /// <summary>
    /// They were called and nobody answered. Not missed: what somebody answered, also later and somewhere else, what they refused or blocked, and whatever the caller himself sees.
    /// </summary>
    public bool IsMissedBy(Guid user) =>
        CalleeId == user
        && CallerId != user
        && AnsweredAt is null
        && AnsweredLater is null
        && Outcome is not (null or CallOutcome.Refused or CallOutcome.Blocked or CallOutcome.Transferred or CallOutcome.Forwarded);

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
        )
        {
            CallerDevice = placed.Device,
            Trunk = placed.Trunk,
            CallerRaw = placed.CallerRaw,
            Shown = placed.Shown,
            IsAnonymous = placed.IsAnonymous,
            TransferOf = placed.TransferOf,
            TransferredBy = placed.TransferredBy,
            CallerContinues = placed.CallerContinues,
            CalleeContinues = placed.CalleeContinues,
            Application = placed.Application,
            Queue = placed.Queue,
            Conference = placed.Conference,
        };

    public CallRecord Apply(CallRouted routed) => this with { Trunk = routed.Trunk };

    public CallRecord Apply(RouteFailed failed) =>
        this with
        {
            FailedRoutes = [.. FailedRoutes, new FailedRoute(failed.Trunk, failed.Cause, failed.Status)],
        };

    public CallRecord Apply(CallAnswered answered) =>
        this with
        {
            AnsweredAt = answered.At,
            AnsweredBy = answered.UserId,
            AnsweredWith = answered.Device,
        };

    public CallRecord Apply(CallParked parked) => this with { Slot = parked.Slot, ParkedBy = new Colleague(parked.UserId, parked.Name) };

    public CallRecord Apply(CallTaken taken) => this with { TakenBy = new Colleague(taken.UserId, taken.Name) };

    public CallRecord Apply(LegMeasured measured) =>
        this with
        {
            Quality =
            [
                .. Quality,
                new LegQuality(measured.Device, measured.Codec, measured.Packets, measured.Lost, measured.Jitter, measured.Mos)
                {
                    IsCaller = measured.IsCaller,
                },
            ],
        };

    public CallRecord Apply(CallFolded folded) =>
        this with
        {
            TransferOf = folded.Into,
            CallerContinues = folded.CallerContinues,
            CalleeContinues = folded.CalleeContinues,
        };

    public CallRecord Apply(CallLaterAnswered answered) => this with { AnsweredLater = true };

    public CallRecord Apply(CallNoted noted)
    {
        var others = Notes.Where(note => note.UserId != noted.UserId);
        return this with { Notes = noted.Note.Length == 0 ? [.. others] : [.. others, new CallNote(noted.UserId, noted.At, noted.Note)] };
    }

    public CallRecord Apply(QueueLeft left) => this with { QueueEnd = new QueueEnd(left.At, left.End, left.Agent, left.WentTo) };

    public CallRecord Apply(QueueCallEnded ended) => this with { QueueEnd = QueueEnd! with { TalkedUntil = ended.At } };

    public CallRecord Apply(CallEnded ended) =>
        this with
        {
            EndedAt = ended.At,
            Outcome = ended.Outcome,
            Status = ended.Status == 0 ? null : ended.Status,
        };
}

/// <param name="Agent">Who took the call.</param>
/// <param name="WentTo">The number it was led on to, or the name of an application.</param>
public sealed record QueueEnd(DateTimeOffset At, QueueCallEnd How, Guid? Agent, string? WentTo)
{
    /// <summary>When the agent's conversation ended.</summary>
    public DateTimeOffset? TalkedUntil { get; init; }
}

/// <summary>Somebody of the company, by the name they had at the time.</summary>
public sealed record Colleague(Guid Id, string Name);

/// <summary>Only who wrote it reads it.</summary>
public sealed record CallNote(Guid UserId, DateTimeOffset At, string Note);

/// <param name="Mos">1 to 4.5 (ITU-T G.107); null when nothing came.</param>
public sealed record LegQuality(DeviceKind Device, string Codec, long Packets, long Lost, TimeSpan Jitter, double? Mos)
{
    /// <summary>Of the side that called; null in calls of before this was kept.</summary>
    public bool? IsCaller { get; init; }

    /// <summary>The part that was lost, 0 to 1.</summary>
    public double Loss => Packets + Lost == 0 ? 0 : (double)Lost / (Packets + Lost);
}

/// <param name="Status">The SIP status; 0 when there was none.</param>
public sealed record FailedRoute(string Trunk, LegCause Cause, int Status);
