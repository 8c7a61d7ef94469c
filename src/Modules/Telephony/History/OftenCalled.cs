using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using Marten;

namespace ConnectMe.Telephony.History;

/// <summary>Whom a user called most often in their latest calls.</summary>
internal sealed class OftenCalled(IDocumentStore store) : IOftenCalled
{
    public async Task<IReadOnlyList<RecentParty>> Of(CompanyId company, UserId user, int most, CancellationToken ct)
    {
        try
        {
            await using var session = store.QueryFor(company);
            var called = await session
                .Query<CallRecord>()
                .Where(call => call.CallerId == user.Value)
                .OrderByDescending(call => call.PlacedAt)
                .Take(Looked)
                .Select(call => new { call.CalleeId, call.Dialled })
                .ToListAsync(ct);
            return
            [
                .. called
                    .Where(call => call.CalleeId is not null || call.Dialled.StartsWith('+'))
                    .Select(call =>
                        call.CalleeId is { } id ? new RecentParty(new UserId(id), Number: null) : new RecentParty(User: null, call.Dialled)
                    )
                    .GroupBy(party => party) // in the order of their latest call, which stays among those called as often
                    .OrderByDescending(calls => calls.Count())
                    .Select(calls => calls.Key)
                    .Take(most),
            ];
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            return [];
        }
    }

    const int Looked = 300;
}
