using ConnectMe.Calendar.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Calendar.Keeping;

/// <summary>Somebody's calendar goes with them. It knows no numbers of others.</summary>
internal sealed class CalendarErasure(IDocumentStore store) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var session = store.SessionFor(person.Company);
        foreach (var entry in await session.Query<CalendarEntry>().Where(entry => entry.PersonId == id).ToListAsync(ct))
        {
            session.Delete(entry);
        }

        await session.SaveChangesAsync(ct);
    }

    public Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<KeptOfNumber>>([]);

    public Task Erase(OutsideNumber number, CancellationToken ct) => Task.CompletedTask;
}
