using System.Collections.Concurrent;
using ConnectMe.Calendar.Domain;
using ConnectMe.Kernel;
using ConnectMe.Presence.Contracts;
using Marten;

namespace ConnectMe.Calendar.Planning;

/// <summary>What the calendars of a company plan around now. They are held as long as they are fresh, and longer while the database is away; what they mean just now is worked out from them.</summary>
internal sealed class PlannedByCalendar(IDocumentStore store, CalendarChanges changes, TimeProvider time) : IPlannedStatuses
{
    readonly CompanyMemory<IReadOnlyList<CalendarEntry>> _calendars = new(
        changes,
        time,
        (company, ct) => Read(store, company, time.GetUtcNow(), ct)
    );
    readonly ConcurrentDictionary<CompanyId, Around> _companies = new();

    public async ValueTask<IReadOnlyList<PlannedStatus>> Of(CompanyId company, CancellationToken ct)
    {
        var entries = await _calendars.Of(company, ct);
        var now = time.GetUtcNow();
        var known = _companies.GetValueOrDefault(company);
        if (known is not null && known.From <= now && now < known.From + Fresh)
        {
            if (known.Entries == entries)
            {
                return known.Planned;
            }

            if (known.Entries.SequenceEqual(entries))
            {
                _companies[company] = known with { Entries = entries }; // they were read again, and nothing has changed
                return known.Planned;
            }
        }

        List<PlannedStatus> planned = [.. entries.GroupBy(entry => entry.PersonId).SelectMany(own => Of([.. own], now))];
        var same = known is not null && known.Planned.SequenceEqual(planned) ? known.Planned : planned;
        _companies[company] = new Around(entries, same, now);
        return same;
    }

    public async ValueTask<IReadOnlyList<CompanyId>> Companies(CancellationToken ct)
    {
        await using var query = store.QuerySession();
        var planning = await query
            .Query<CalendarEntry>()
            .Where(entry => entry.AnyTenant())
            .Select(entry => entry.CompanyId)
            .Distinct()
            .ToListAsync(ct);
        return [.. planning.Select(company => new CompanyId(company))];
    }

    /// <summary>A day that was adjusted on its own goes before one of a series that begins with it.</summary>
    static IEnumerable<PlannedStatus> Of(IReadOnlyList<CalendarEntry> own, DateTimeOffset now)
    {
        var since = now - Behind;
        var begun = own.SelectMany(entry => Occurrences.Of(entry, since).TakeWhile(one => one.From <= now)).Select(one => one.From);
        since = begun.Append(since).Min();
        return own.OrderByDescending(entry => entry.SeriesId is not null)
            .ThenByDescending(entry => entry.Id)
            .SelectMany(entry => Of(entry, since, now + Ahead));
    }

    static IEnumerable<PlannedStatus> Of(CalendarEntry entry, DateTimeOffset since, DateTimeOffset ahead)
    {
        foreach (var one in Occurrences.Of(entry, since))
        {
            yield return new PlannedStatus(new UserId(entry.PersonId), entry.Plan.StatusId, one.From, one.Until, entry.Plan.Role);
            if (one.From >= ahead)
            {
                yield break; // the next one, however far
            }
        }
    }

    static async Task<IReadOnlyList<CalendarEntry>> Read(IDocumentStore store, CompanyId company, DateTimeOffset now, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var over = now.UtcDateTime.AddDays(-EntryPlan.MostDays);
        return [.. (await query.Query<CalendarEntry>().ToListAsync(ct)).Where(entry => !(entry.Ends < over)).OrderBy(entry => entry.Id)];
    }

    sealed record Around(IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<PlannedStatus> Planned, DateTimeOffset From);

    static readonly TimeSpan Behind = TimeSpan.FromDays(1);

    /// <summary>Well more than two days after an hour has gone by.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromHours(50);
    static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
}
