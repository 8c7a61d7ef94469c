using ConnectMe.Contacts.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;

namespace ConnectMe.Telephony.History;

/// <summary>A call as one of its two parties sees it.</summary>
/// <param name="OtherUser">Null when the number is nobody's.</param>
/// <param name="OtherName">Empty when the number is nobody's (M7-04: then the number is shown).</param>
/// <param name="OtherNumber">For people to read; empty when an outside caller hid it.</param>
/// <param name="Outside">The other is reached over the telephone network.</param>
/// <param name="Device">What the user took part with; null when they did not.</param>
/// <param name="Duration">Of the conversation; null when there was none.</param>
/// <param name="Parts">The calls that were handed on one after another, this one among them; empty when nothing was.</param>
/// <param name="IsConference">The user began one: there is no other party.</param>
/// <param name="Sounds">How the sound of each side travelled to us; empty when nobody talked.</param>
internal sealed record CallLogEntry(
    Guid Call,
    bool Outgoing,
    bool Missed,
    Guid? OtherUser,
    string OtherName,
    string OtherNumber,
    DateTimeOffset PlacedAt,
    TimeSpan? Duration,
    CallOutcome Outcome,
    bool Outside,
    DeviceKind? Device,
    IReadOnlyList<LoggedSound> Sounds,
    IReadOnlyList<CallLogPart> Parts,
    bool IsConference
)
{
    /// <summary>The first of the calls handed on one after another; this one when nothing was.</summary>
    public Guid Story { get; init; }

    /// <summary>What the user recorded of it; null when there is nothing, or no longer.</summary>
    public Guid? Recording { get; init; }

    /// <summary>What the user wrote down last about it, or about a part of it; empty when nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>The name of the application whose number the user called.</summary>
    public string? Application { get; init; }

    /// <summary>A colleague took it while it rang.</summary>
    public bool WasTaken { get; init; }

    /// <summary>It ended because one of the two parked the other.</summary>
    public bool WasParked { get; init; }

    /// <summary>The number of an outside party as the network has it, E.164 where it is one; null inside, and when it was hidden.</summary>
    public string? OtherAddress { get; init; }

    /// <summary>The other party, as the address of the log that shows their calls alone names them; null when there is none to name.</summary>
    public string? Who => OtherUser?.ToString() ?? OtherAddress;

    /// <summary>Whom the user knows the other as now.</summary>
    public KnownContact? Contact { get; init; }

    /// <param name="record">Of a call that has ended: the first that the user was in.</param>
    /// <param name="parts">Of the whole, in the order of time; empty when nothing was handed on.</param>
    /// <param name="region">Whose notation numbers are shown in.</param>
    public static CallLogEntry Of(CallRecord record, IReadOnlyList<CallRecord> parts, Guid user, string region)
    {
        var outgoing = record.IsOutgoingFor(user);
        return new CallLogEntry(
            record.Id,
            outgoing,
            record.IsMissedBy(user),
            outgoing ? record.CalleeId : record.CallerId,
            outgoing ? record.CalleeName ?? "" : record.CallerName,
            NumberOf(record, outgoing, region),
            record.PlacedAt,
            parts.Count == 0 ? record.Duration : Talked(parts, user),
            record.Outcome!.Value,
            record.IsOutside,
            outgoing ? record.CallerDevice : record.AnsweredWith,
            [.. record.Quality.Where(leg => leg.Mos is not null).Select(leg => LoggedSound.Of(leg, outgoing))],
            [.. parts.Select(part => CallLogPart.Of(part, region))],
            record is { Conference: not null, Dialled: "" }
        )
        {
            Story = record.Story,
            Application = record.Application,
            Note = NoteOf(user, [record, .. parts]),
            OtherAddress = AddressOf(record, outgoing),
            WasTaken = record is { TakenBy: not null, Slot: null },
            WasParked = parts.Any(part => part.Slot is not null && part.PlacedAt == record.EndedAt),
        };
    }

    static string NoteOf(Guid user, IEnumerable<CallRecord> parts) =>
        parts.SelectMany(part => part.Notes).Where(note => note.UserId == user).MaxBy(note => note.At)?.Note ?? "";

    /// <summary>As long as they took part in it themselves: the parts of a conference run side by side.</summary>
    static TimeSpan? Talked(IReadOnlyList<CallRecord> parts, Guid user)
    {
        var own = parts.Where(part => (part.CallerId == user || part.CalleeId == user) && part.Duration is not null).ToList();
        var (talked, until) = (TimeSpan.Zero, DateTimeOffset.MinValue);
        foreach (var (from, to) in own.Select(part => (part.AnsweredAt!.Value, part.EndedAt!.Value)).Order())
        {
            var begin = from > until ? from : until;
            talked += to > begin ? to - begin : TimeSpan.Zero;
            until = to > until ? to : until;
        }

        return own.Count == 0 ? null : talked;
    }

    static string? AddressOf(CallRecord record, bool outgoing) =>
        (record.IsOutside, outgoing ? record.Dialled : record.CallerExtension) is (true, { Length: > 0 } address) ? address : null;

    static string NumberOf(CallRecord record, bool outgoing, string region)
    {
        if (outgoing)
        {
            return record.IsOutside ? NumberPlan.ShowShort(record.Dialled, region) : record.Dialled;
        }

        return record.IsOutside ? NumberPlan.ShowShort(record.CallerExtension, region) : record.CallerExtension;
    }
}
