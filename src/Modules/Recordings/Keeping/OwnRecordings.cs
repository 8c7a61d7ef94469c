using ConnectMe.Identity.Contracts;
using ConnectMe.Recordings.Domain;
using Marten;

namespace ConnectMe.Recordings.Keeping;

/// <summary>The recordings of who makes this request; those of others are not there.</summary>
internal sealed class OwnRecordings(ICurrentUser me, IQuerySession session, RecordingFolder folder)
{
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
        await session.LoadAsync<Recording>(id, ct) is { } recording && recording.IsHeldBy(me.User.Value) && File.Exists(PathOf(recording))
            ? recording
            : null;

    public string PathOf(Recording recording) => folder.PathOf(me.Company, recording.OwnerId, recording.Id);

    public long BytesUsed => folder.UsedBy(me.Company, me.User);
}
