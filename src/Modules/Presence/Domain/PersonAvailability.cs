using ConnectMe.Presence.Contracts;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Presence.Domain;

/// <summary>What somebody chose last. Without a history: when people were at lunch is nobody's log (docs/decisions/0023).</summary>
/// <param name="Id">The person's.</param>
/// <param name="Until">When a temporary status is over; null: until they choose another.</param>
public sealed record ChosenStatus(Guid Id, Guid CompanyId, Guid StatusId, DateTimeOffset? Until)
{
    /// <summary>What is planned to begin or end later goes before it.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>Where somebody's calls go while they are in a status (M4.3-01).</summary>
/// <param name="Number">As it was typed; alone it forwards nothing (M4.3-02).</param>
public sealed record Forwarding(Guid Id, Guid PersonId, Guid StatusId, string Number, bool IsOn)
{
    /// <summary>To their mailbox, and not to the number.</summary>
    public bool ToVoicemail { get; init; }

    /// <summary>Null: it is off.</summary>
    public CallTarget? Target() =>
        !IsOn ? null
        : ToVoicemail ? Voicemail
        : Number.Length > 0 ? new CallTarget(CallTargetKind.Number, Number)
        : null;

    /// <summary>The mailbox of who is called, kept by the application of this name.</summary>
    public static CallTarget Voicemail { get; } = new(CallTargetKind.Application, Application: "voicemail");
}

/// <summary>The status that somebody is in at a moment.</summary>
/// <param name="Until">When it ends by itself; null: it does not.</param>
/// <param name="IsPlanned">It is so because of a plan (B25).</param>
public sealed record HeldStatus(Status Status, DateTimeOffset? Until, bool IsPlanned = false);

/// <summary>Where somebody is with their statuses; what holds is a function of the time.</summary>
/// <param name="Chosen">Null: nothing was ever chosen.</param>
public sealed record PersonAvailability(ChosenStatus? Chosen, IReadOnlyList<Forwarding> Forwardings)
{
    public static PersonAvailability None { get; } = new(null, []);

    /// <summary>Around now, of this person alone.</summary>
    public IReadOnlyList<PlannedStatus> Planned { get; init; } = [];

    /// <summary>
    /// What is planned holds from its beginning to its end, unless something was chosen since: that holds until the next thing planned begins or ends. Where nothing is planned it is the status that was
    /// chosen, while its time lasts and as long as it is there; else the standard one (M4.4-06, M4.4-07, M9.1-01).
    /// </summary>
    public HeldStatus At(DateTimeOffset now, CompanyStatuses statuses)
    {
        var known = Planned.Where(one => statuses.Find(one.StatusId) is not null).ToList();
        var plan = Plan.At(now, known);
        if (Chosen is not null && !IsOver(now) && statuses.Find(Chosen.StatusId) is { } chosen && !(plan?.Since > Chosen.At))
        {
            var next = Chosen.Until is null ? null : Plan.NextChange(now, known);
            return new HeldStatus(chosen, next < Chosen.Until ? next : Chosen.Until);
        }

        return plan is null
            ? new HeldStatus(statuses.Standard, Until: null)
            : new HeldStatus(statuses.Find(plan.Status.StatusId)!, plan.Until, IsPlanned: true);
    }

    public Status StatusAt(DateTimeOffset now, CompanyStatuses statuses) => At(now, statuses).Status;

    /// <summary>When what holds may end by itself next; null: it does not.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now)
    {
        var planned = Plan.NextChange(now, Planned);
        var end = Chosen?.Until > now ? Chosen.Until : null;
        return planned is null || end < planned ? end : planned;
    }

    public Forwarding? ForwardingOf(Guid status) => Forwardings.FirstOrDefault(forwarding => forwarding.StatusId == status);

    /// <summary>Where all calls go just now; null: nowhere else.</summary>
    public CallTarget? ForwardsAt(DateTimeOffset now, CompanyStatuses statuses) => ForwardingOf(StatusAt(now, statuses).Id)?.Target();

    public CallFlow FlowAt(DateTimeOffset now, CompanyStatuses statuses)
    {
        var flow = StatusAt(now, statuses).Flow;
        return ForwardsAt(now, statuses) is { } target ? flow with { ForwardAll = target } : flow;
    }

    bool IsOver(DateTimeOffset now) => Chosen is { Until: { } until } && until <= now;
}
