using System.Collections.Immutable;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using Marten;

namespace ConnectMe.Telephony.Queues;

/// <summary>Reads them from the call log.</summary>
internal sealed class QueueCalls(IDocumentStore store) : IQueueCalls
{
    public async Task<IReadOnlyList<QueueCall>> Of(CompanyId company, Guid queue, DateTimeOffset? before, int most, CancellationToken ct)
    {
        await using var session = store.QueryFor(company);
        var calls = session.Query<CallRecord>().Where(call => call.Queue == queue);
        calls = before is { } limit ? calls.Where(call => call.PlacedAt < limit) : calls;
        var found = await calls.OrderByDescending(call => call.PlacedAt).Take(most).ToListAsync(ct);
        return [.. found.Select(Read)];
    }

    public async Task<IReadOnlyDictionary<Guid, QueueFigures>> Count(CompanyId company, DateTimeOffset since, CancellationToken ct)
    {
        await using var session = store.QueryFor(company);
        var calls = await session
            .Query<CallRecord>()
            .Where(call => call.Queue != null && call.PlacedAt >= since)
            .Select(call => new { call.Queue, call.QueueEnd })
            .ToListAsync(ct);
        return calls
            .GroupBy(call => call.Queue!.Value)
            .ToImmutableDictionary(
                queue => queue.Key,
                queue => new QueueFigures(
                    queue.Count(),
                    queue.Count(call => call.QueueEnd?.How is QueueCallEnd.Answered),
                    queue.Count(call => call.QueueEnd?.How is QueueCallEnd.Abandoned)
                )
            );
    }

    static QueueCall Read(CallRecord call) =>
        new(
            call.Id,
            call.Queue!.Value,
            call.CallerName,
            call.CallerExtension,
            call.IsOutside,
            call.CallerId is { } caller ? new UserId(caller) : null,
            call.PlacedAt,
            call.QueueEnd?.At ?? call.EndedAt,
            call.QueueEnd?.How ?? (call.Outcome is null ? null : QueueCallEnd.Interrupted), // the server was killed
            call.QueueEnd?.Agent is { } agent ? new UserId(agent) : null,
            call.QueueEnd?.TalkedUntil,
            call.QueueEnd?.WentTo
        );
}
