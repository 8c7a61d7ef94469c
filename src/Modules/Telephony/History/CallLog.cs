using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using Marten;

namespace ConnectMe.Telephony.History;

/// <summary>A user's calls, newest first, whatever line they were made with.</summary>
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
                    && call.Outcome != null
                    && call.Outcome != CallOutcome.Refused
                    && call.Outcome != CallOutcome.Transferred
                )
            : session.Query<CallRecord>().Where(call => (call.CallerId == user || call.CalleeId == user) && call.Outcome != null);
        var found = await records
            .OrderByDescending(call => call.PlacedAt)
            .ThenByDescending(call => call.Id)
            .Skip((Math.Max(page, 1) - 1) * PageSize)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        var region = NumberPlan.RegionOf(settings.CountryCode);
        return new CallLogPage(
            [.. found.Take(PageSize).Select(call => CallLogEntry.Of(call, user, region))],
            HasMore: found.Count > PageSize
        );
    }
}

internal sealed record CallLogPage(IReadOnlyList<CallLogEntry> Entries, bool HasMore);
