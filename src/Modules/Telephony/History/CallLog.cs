using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Domain;
using Marten;

namespace ConnectMe.Telephony.History;

/// <summary>A user's calls, newest first, whatever line they were made with. What was handed on is one call, with its parts inside.</summary>
internal sealed class CallLog(IQuerySession session, ICompanyPlace place)
{
    public const int PageSize = 50;

    const int Spare = 20;

    /// <param name="most">How many from the newest on.</param>
    public async Task<CallLogPage> Of(Guid user, CallLogFilter filter, int most, CancellationToken ct)
    {
        // Two lists, each in the order of an index, instead of one that would be sorted: a log of 200,000 calls opens as fast as a short one.
        var called = filter.Kind is CallLogKind.Missed or CallLogKind.Incoming ? [] : await Placed(user, filter, most, ct);
        var callers = filter.Kind is CallLogKind.Outgoing ? [] : await Received(user, filter, most, ct);
        List<CallRecord> found =
        [
            .. called.Concat(callers).OrderByDescending(call => call.PlacedAt).ThenByDescending(call => call.Id).Take(most + 1),
        ];
        List<CallRecord> shown = [.. found.Take(most)];
        var region = place.Region;
        var parts = await PartsOf(shown, ct);
        return new CallLogPage(
            [.. shown.Select(call => CallLogEntry.Of(call, [.. parts[call.Story]], user, region))],
            HasMore: found.Count > most
        );
    }

    /// <summary>
    /// The database is asked for what its columns hold, so that it knows how much there is and goes by the index; the few calls that the log does not show are
    /// left out here.
    /// </summary>
    static async Task<List<CallRecord>> Newest(IQueryable<CallRecord> calls, Func<CallRecord, bool> isShown, int most, CancellationToken ct)
    {
        var shown = new List<CallRecord>();
        for (var read = 0; shown.Count <= most; )
        {
            var batch = await calls
                .OrderByDescending(call => call.PlacedAt)
                .ThenByDescending(call => call.Id)
                .Skip(read)
                .Take(most + Spare)
                .ToListAsync(ct);
            shown.AddRange(batch.Where(isShown));
            read += batch.Count;
            if (batch.Count < most + Spare)
            {
                break;
            }
        }

        return shown;
    }

    Task<List<CallRecord>> Placed(Guid user, CallLogFilter filter, int most, CancellationToken ct)
    {
        var calls = Within(session.Query<CallRecord>().Where(call => call.CallerId == user), filter);
        return Newest(
            filter switch
            {
                { OtherUser: { } other } => calls.Where(call => call.CalleeId == other),
                { OtherNumber: { } number } => calls.Where(call => call.Dialled == number && call.CalleeId == null),
                _ => calls,
            },
            call => call.CallerContinues is null && call.Outcome is not null,
            most,
            ct
        );
    }

    /// <summary>A call to oneself is one that was placed.</summary>
    Task<List<CallRecord>> Received(Guid user, CallLogFilter filter, int most, CancellationToken ct)
    {
        var missed = filter.Kind is CallLogKind.Missed;
        var calls = Within(session.Query<CallRecord>().Where(call => call.CalleeId == user), filter);
        calls = missed ? calls.Where(call => call.AnsweredAt == null) : calls;
        return Newest(
            filter switch
            {
                { OtherUser: { } other } => calls.Where(call => call.CallerId == other),
                { OtherNumber: { } number } => calls.Where(call => call.CallerExtension == number && call.CallerId == null),
                _ => calls,
            },
            call => call.CalleeContinues is null && call.Outcome is not null && call.CallerId != user && (!missed || call.IsMissedBy(user)),
            most,
            ct
        );
    }

    static IQueryable<CallRecord> Within(IQueryable<CallRecord> calls, CallLogFilter filter)
    {
        calls = filter.From is { } from ? calls.Where(call => call.PlacedAt >= from) : calls;
        return filter.Until is { } until ? calls.Where(call => call.PlacedAt < until) : calls;
    }

    /// <summary>All calls that were handed on one after another, of each that was.</summary>
    async Task<ILookup<Guid, CallRecord>> PartsOf(List<CallRecord> shown, CancellationToken ct)
    {
        var stories = shown.Where(call => call.TransferOf is not null || call.Outcome?.GoesOn() == true).Select(call => call.Story);
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
