using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using Marten;

namespace ConnectMe.Queues.Keeping;

/// <summary>The queues of each company that asked, and who is signed in to them: held as long as they are fresh, and longer while the database is away.</summary>
internal sealed class QueuesInMemory(IDocumentStore store, QueueChanges changes, TimeProvider time)
{
    readonly CompanyMemory<QueuesOfCompany> _companies = new(changes, time, (company, ct) => Read(store, company, ct));

    public ValueTask<QueuesOfCompany> Of(CompanyId company, CancellationToken ct) => _companies.Of(company, ct);

    static async Task<QueuesOfCompany> Read(IDocumentStore store, CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var queues = await query.Queues(company, ct);
        var signIns = await query.Query<QueueSignIn>().ToListAsync(ct);
        return new QueuesOfCompany(queues, signIns.ToDictionary(one => (one.QueueId, one.PersonId)));
    }
}

/// <summary>A company's queues and who is signed in, as they were read last.</summary>
internal sealed record QueuesOfCompany(CompanyQueues Queues, IReadOnlyDictionary<(Guid Queue, Guid Person), QueueSignIn> SignIns)
{
    /// <summary>Null: was never signed in.</summary>
    public QueueSignIn? SignInOf(Guid queue, Guid person) => SignIns.GetValueOrDefault((queue, person));
}
