using ConnectMe.Kernel;
using ConnectMe.Presence.Domain;
using Marten;

namespace ConnectMe.Presence.Statuses;

/// <summary>One decision about a company's statuses: those it has until it changes one are where it begins.</summary>
internal static class Deciding
{
    public static async Task Decide(
        this IDocumentSession session,
        CompanyId company,
        Func<CompanyStatuses, IEnumerable<object>> decide,
        CancellationToken ct
    )
    {
        var id = PresenceStreams.Statuses(company);
        var stream = await session.Events.FetchForWriting<CompanyStatuses>(id, ct);
        var decided = decide(stream.Aggregate ?? UsualStatuses.Of(id)).ToList();
        if (decided.Count > 0)
        {
            stream.AppendMany(decided);
            await session.SaveChangesAsync(ct);
        }
    }
}
