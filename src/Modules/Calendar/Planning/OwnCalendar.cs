using ConnectMe.Calendar.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Calendar.Planning;

/// <summary>The calendar of who makes this request.</summary>
internal sealed class OwnCalendar(IDocumentSession session, ICurrentUser me, ILiveUpdates live)
{
    /// <summary>The name under which their pages hear of it.</summary>
    public const string Topic = "calendar";

    public const int Most = 1000;

    public UserId Owner => me.User;

    public CompanyId Company => me.Company;

    public async Task<IReadOnlyList<CalendarEntry>> All(CancellationToken ct) =>
        await session.Query<CalendarEntry>().Where(entry => entry.PersonId == me.User.Value).ToListAsync(ct);

    public Task<int> Count(CancellationToken ct) => session.Query<CalendarEntry>().CountAsync(entry => entry.PersonId == me.User.Value, ct);

    /// <summary>Null: it is not there, or somebody else's.</summary>
    public async Task<CalendarEntry?> Find(Guid id, CancellationToken ct) =>
        await session.LoadAsync<CalendarEntry>(id, ct) is { } entry && entry.PersonId == me.User.Value ? entry : null;

    /// <summary>Days of a series that were adjusted on their own, from this day on.</summary>
    public async Task<IReadOnlyList<CalendarEntry>> AdjustedOf(Guid series, DateOnly from, CancellationToken ct)
    {
        var adjusted = await session
            .Query<CalendarEntry>()
            .Where(entry => entry.PersonId == me.User.Value && entry.SeriesId == series)
            .ToListAsync(ct);
        return [.. adjusted.Where(entry => entry.Plan.Day >= from)];
    }

    public async Task Save(IEnumerable<CalendarEntry> put, IEnumerable<CalendarEntry> removed, CancellationToken ct)
    {
        session.Store(put.ToArray());
        foreach (var entry in removed)
        {
            session.Delete(entry);
        }

        await session.SaveChangesAsync(ct);
        live.Publish(me.Company, [me.User], Topic);
    }
}
