using System.Collections.Immutable;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using Marten;

namespace ConnectMe.Telephony.Switching;

/// <summary>What a company called outside in the last day, from its call records: a restart gives nobody new minutes.</summary>
internal sealed class DialHistory(IDocumentStore store, CallJournal journal, TimeProvider time)
{
    static readonly TimeSpan Day = TimeSpan.FromHours(25); // the longest day there is, by the clock
    const int Most = 20_000;

    /// <returns>Complete: the database has all that the runs before this one wrote.</returns>
    public async Task<(ImmutableArray<RememberedCall> Calls, bool IsComplete)> Of(CompanyId company, CancellationToken ct)
    {
        var isComplete = journal.IsFedFromBefore;
        var now = time.GetUtcNow();
        var since = now - Day;
        await using var query = store.QueryFor(company);
        var records = await query
            .Query<CallRecord>()
            .Where(call =>
                call.PlacedAt > since
                && (call.CallerId != null || call.TransferredBy != null)
                && call.CalleeId == null
                && call.Trunk != null
            )
            .OrderByDescending(call => call.PlacedAt)
            .Take(Most)
            .ToListAsync(ct);
        return ([.. records.Where(call => call.Dialled.StartsWith('+')).Reverse().Select(call => Remembered(call, now))], isComplete);
    }

    static RememberedCall Remembered(CallRecord call, DateTimeOffset now) =>
        new(
            new CallId(call.Id),
            new UserId((call.TransferredBy ?? call.CallerId)!.Value),
            call.Dialled,
            call.PlacedAt,
            call.AnsweredAt,
            call.EndedAt ?? now
        );
}
