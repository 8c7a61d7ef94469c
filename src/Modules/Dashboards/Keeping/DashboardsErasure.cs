using ConnectMe.Dashboards.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Dashboards.Keeping;

/// <summary>Somebody's dashboard goes with them. It knows nobody else and no numbers.</summary>
internal sealed class DashboardsErasure(IDocumentStore store) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        await using var session = store.SessionFor(person.Company);
        session.Delete<PersonalDashboard>(person.Id.Value);
        await session.SaveChangesAsync(ct);
    }

    public Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<KeptOfNumber>>([]);

    public Task Erase(OutsideNumber number, CancellationToken ct) => Task.CompletedTask;
}
