using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using Marten;

namespace ConnectMe.Telephony.History;

/// <summary>With whom a user had calls lately, the latest first: whom they most likely mean.</summary>
internal sealed class RecentParties(IDocumentStore store)
{
    public async Task<IReadOnlyList<RecentCall>> Of(CompanyId company, UserId user, CancellationToken ct)
    {
        try
        {
            await using var session = store.QueryFor(company);
            var called = await session
                .Query<CallRecord>()
                .Where(call => call.CallerId == user.Value)
                .OrderByDescending(call => call.PlacedAt)
                .Take(Most)
                .ToListAsync(ct);
            var callers = await session
                .Query<CallRecord>()
                .Where(call => call.CalleeId == user.Value)
                .OrderByDescending(call => call.PlacedAt)
                .Take(Most)
                .ToListAsync(ct);
            return
            [
                .. called
                    .Concat(callers)
                    .OrderByDescending(call => call.PlacedAt)
                    .Select(call => Seen(call, user.Value))
                    .Where(call => call.Party is not { User: null, Number: null })
                    .DistinctBy(call => call.Party)
                    .Take(Most),
            ];
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            return []; // the order of what is found is then by name
        }
    }

    static RecentCall Seen(CallRecord call, Guid user)
    {
        var outgoing = call.IsOutgoingFor(user);
        var other = outgoing ? call.CalleeId : call.CallerId;
        var number = outgoing ? call.Dialled : call.CallerExtension;
        return new RecentCall(
            new RecentParty(other is { } id ? new UserId(id) : null, other is null && call.IsOutside && number.Length > 0 ? number : null),
            (outgoing ? call.CalleeName : call.CallerName) ?? "",
            call.PlacedAt
        );
    }

    const int Most = 60;
}

/// <param name="Name">What the network called them; may be empty.</param>
internal sealed record RecentCall(RecentParty Party, string Name, DateTimeOffset At);
