using ConnectMe.Contacts.Domain;
using Marten;

namespace ConnectMe.Contacts.Screenings;

internal static class Blocking
{
    /// <summary>Adds what is not blocked yet to the transaction of the caller, who saves it. Of too many the oldest goes.</summary>
    public static async Task Block(
        this IDocumentSession session,
        Guid owner,
        IReadOnlyCollection<string> numbers,
        string name,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var blocked = await session.Query<BlockedNumber>().Where(number => number.Owner == owner).ToListAsync(ct);
        var added = numbers.Distinct(StringComparer.Ordinal).Where(number => !blocked.Any(b => b.Number == number)).ToList();
        foreach (var number in added)
        {
            session.Store(new BlockedNumber(Guid.CreateVersion7(), owner, number, name, now));
        }

        foreach (var oldest in blocked.OrderByDescending(number => number.Since).Skip(BlockedNumber.Most - added.Count))
        {
            session.Delete(oldest);
        }
    }
}
