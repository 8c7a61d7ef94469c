using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using Marten;

namespace ConnectMe.Queues.Keeping;

/// <summary>The stream of a company's queues: its id follows from whose it is, so two first changes meet in one.</summary>
internal static class QueueStreams
{
    public static Guid Of(CompanyId company) => NamedId.Of("queues", company.Value);

    public static async Task<CompanyQueues> Queues(this IQuerySession session, CompanyId company, CancellationToken ct) =>
        await session.LoadAsync<CompanyQueues>(Of(company), ct) ?? CompanyQueues.None(Of(company), company.Value);

    /// <summary>One decision about a company's queues, with what else is in the session.</summary>
    public static async Task<CompanyQueues> Decide(
        this IDocumentSession session,
        CompanyId company,
        Func<CompanyQueues, IEnumerable<object>> decide,
        CancellationToken ct
    )
    {
        var stream = await session.Events.FetchForWriting<CompanyQueues>(Of(company), ct);
        var queues = stream.Aggregate ?? CompanyQueues.None(Of(company), company.Value);
        stream.AppendMany(decide(queues));
        await session.SaveChangesAsync(ct);
        return queues;
    }
}
