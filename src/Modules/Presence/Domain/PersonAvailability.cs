using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Presence.Domain;

/// <summary>What somebody chose last. Without a history: when people were at lunch is nobody's log (docs/decisions/0023).</summary>
/// <param name="Id">The person's.</param>
/// <param name="Until">When a temporary status is over; null: until they choose another.</param>
public sealed record ChosenStatus(Guid Id, Guid CompanyId, Guid StatusId, DateTimeOffset? Until);

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

/// <summary>Where somebody is with their statuses; what holds is a function of the time.</summary>
/// <param name="Chosen">Null: nothing was ever chosen.</param>
public sealed record PersonAvailability(ChosenStatus? Chosen, IReadOnlyList<Forwarding> Forwardings)
{
    public static PersonAvailability None { get; } = new(null, []);

    /// <summary>The status that was chosen, while its time lasts and as long as it is there; else the standard one (M4.4-06, M4.4-07).</summary>
    public Status StatusAt(DateTimeOffset now, CompanyStatuses statuses) =>
        IsOver(now) || Chosen is null ? statuses.Standard : statuses.Find(Chosen.StatusId) ?? statuses.Standard;

    /// <summary>When the status that holds ends by itself; null: it does not.</summary>
    public DateTimeOffset? UntilAt(DateTimeOffset now, CompanyStatuses statuses) =>
        StatusAt(now, statuses).Id == Chosen?.StatusId && !IsOver(now) ? Chosen.Until : null;

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
