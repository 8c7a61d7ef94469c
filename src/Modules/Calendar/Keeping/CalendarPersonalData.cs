using ConnectMe.Calendar.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Contracts;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Calendar.Keeping;

/// <summary>What somebody planned.</summary>
[Gives(typeof(CalendarEntry))]
internal sealed class CalendarPersonalData(IDocumentStore store, IStatuses statuses, IStringLocalizer<CalendarRetentionText> text)
    : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var query = store.QueryFor(person.Company);
        var own = await query.Query<CalendarEntry>().Where(entry => entry.PersonId == id).ToListAsync(ct);
        if (own.Count == 0)
        {
            return;
        }

        var names = (await statuses.Of(person.Company, ct)).ToDictionary(status => status.Id, status => status.Dutch);
        await copy.Json(
            text["Copy-Calendar"],
            text["Copy-CalendarIs"],
            own.OrderBy(entry => entry.Plan.From)
                .Select(entry => new
                {
                    entry.Plan.Title,
                    Status = names.GetValueOrDefault(entry.Plan.StatusId),
                    entry.Plan.From,
                    entry.Plan.Until,
                    entry.Plan.AllDay,
                    entry.Plan.TimeZone,
                    Role = $"{entry.Plan.Role}",
                    entry.Plan.Note,
                    Repeats = entry.Recurrence is { } again ? $"{again.Repeats}" : null,
                    Days = entry.Recurrence?.Days.Select(day => $"{day}"),
                    entry.Recurrence?.Last,
                    entry.Without,
                }),
            ct
        );
    }
}
