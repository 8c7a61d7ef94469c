using ConnectMe.Identity.Contracts;
using ConnectMe.Recordings.Domain;
using ConnectMe.Telephony.Contracts;
using Marten;

namespace ConnectMe.Recordings.Keeping;

/// <summary>The recordings of who makes this request; those of others are not there.</summary>
internal sealed class OwnRecordings(ICurrentUser me, IQuerySession session, RecordingFolder folder) : IRecordedCalls
{
    public async Task<IReadOnlyDictionary<Guid, Guid>> Of(IReadOnlyCollection<Guid> calls, CancellationToken ct)
    {
        var person = me.User.Value;
        Guid[] wanted = [.. calls.Distinct()];
        var found = await session
            .Query<Recording>()
            .Where(recording => recording.OwnerId == person && recording.DeletedAt == null && wanted.Contains(recording.Call))
            .Select(recording => new
            {
                recording.Id,
                recording.Call,
                recording.StartedAt,
            })
            .ToListAsync(ct);
        return found.GroupBy(recording => recording.Call).ToDictionary(call => call.Key, call => call.MaxBy(r => r.StartedAt)!.Id);
    }

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Recording>> All(CancellationToken ct)
    {
        var person = me.User.Value;
        return session
            .Query<Recording>()
            .Where(recording => recording.OwnerId == person && recording.DeletedAt == null)
            .OrderByDescending(recording => recording.StartedAt)
            .ToListAsync(ct);
    }

    public async Task<Recording?> Find(Guid id, CancellationToken ct) =>
        await session.LoadAsync<Recording>(id, ct) is { } recording && recording.IsOwnedBy(me.User.Value) && File.Exists(PathOf(recording))
            ? recording
            : null;

    public string PathOf(Recording recording) => folder.PathOf(recording, me.Company);

    public long BytesUsed(RecordingKind kind) => folder.UsedBy(me.Company, me.User, kind);
}
