using System.Linq.Expressions;
using Marten;

namespace ConnectMe.Kernel.Retention;

/// <summary>What most classes need: documents without a history, of which the old ones go.</summary>
public static class OldDocuments
{
    /// <returns>How many were removed.</returns>
    public static async Task<int> RemoveSome<T>(
        this IDocumentStore store,
        CompanyId company,
        Expression<Func<T, bool>> isOld,
        CancellationToken ct
    )
        where T : notnull
    {
        await using var session = store.SessionFor(company);
        var old = await session.Query<T>().Where(isOld).Take(IOldData.AtOnce).ToListAsync(ct);
        if (old.Count > 0)
        {
            foreach (var one in old)
            {
                session.Delete(one);
            }

            await session.SaveChangesAsync(ct);
        }

        return old.Count;
    }
}
