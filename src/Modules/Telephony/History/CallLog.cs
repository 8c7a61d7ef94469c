using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using Marten;

namespace ConnectMe.Telephony.History;

/// <summary>A user's calls, newest first, whatever line they were made with. What was handed on is one call, with its parts inside.</summary>
internal sealed class CallLog(IQuerySession session, TelephonySettings settings)
{
    public const int PageSize = 50;

    /// <param name="page">From 1.</param>
    public async Task<CallLogPage> Of(Guid user, bool missedOnly, int page, CancellationToken ct)
    {
        var records = missedOnly
            ? session
                .Query<CallRecord>()
                .Where(call =>
                    call.CalleeId == user
                    && (call.CallerId == null || call.CallerId != user)
                    && call.AnsweredAt == null
                    && call.AnsweredLater == null
                    && call.CalleeContinues == null
                    && call.Outcome != null
                    && call.Outcome != CallOutcome.Refused
                    && call.Outcome != CallOutcome.Blocked
                    && call.Outcome != CallOutcome.Transferred
                )
            : session
                .Query<CallRecord>()
                .Where(call =>
                    ((call.CallerId == user && call.CallerContinues == null) || (call.CalleeId == user && call.CalleeContinues == null))
                    && call.Outcome != null
                );
        var found = await records
            .OrderByDescending(call => call.PlacedAt)
            .ThenByDescending(call => call.Id)
            .Skip((Math.Max(page, 1) - 1) * PageSize)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        var region = NumberPlan.RegionOf(settings.CountryCode);
        List<CallRecord> shown = [.. found.Take(PageSize)];
        var parts = await PartsOf(shown, ct);
        return new CallLogPage(
            [.. shown.Select(call => CallLogEntry.Of(call, [.. parts[call.Story]], user, region))],
            HasMore: found.Count > PageSize
        );
    }

    /// <summary>All calls that were handed on one after another, of each that was.</summary>
    async Task<ILookup<Guid, CallRecord>> PartsOf(List<CallRecord> shown, CancellationToken ct)
    {
        var stories = shown
            .Where(call => call.TransferOf is not null || call.Outcome is CallOutcome.Transferred or CallOutcome.Conference)
            .Select(call => call.Story);
        Guid[] roots = [.. stories.Distinct()];
        if (roots.Length == 0)
        {
            return Enumerable.Empty<CallRecord>().ToLookup(call => call.Id);
        }

        var first = await session.LoadManyAsync<CallRecord>(ct, roots);
        var next = await session
            .Query<CallRecord>()
            .Where(call => call.TransferOf != null && roots.Contains(call.TransferOf.Value) && call.Outcome != null)
            .ToListAsync(ct);
        return first.Concat(next).OrderBy(call => call.PlacedAt).ThenBy(call => call.Id).ToLookup(call => call.Story);
    }
}

internal sealed record CallLogPage(IReadOnlyList<CallLogEntry> Entries, bool HasMore);
