using ConnectMe.Identity.Contracts;
using ConnectMe.Recordings.Domain;
using ConnectMe.Telephony.Contracts;
using Marten;

namespace ConnectMe.Recordings.Keeping;

/// <summary>
/// The extended recordings of others that who makes this request may listen to: all of them who is chosen as a listener, and those of calls out of a queue who supervises
/// it. Personal ones are nobody else's.
/// </summary>
internal sealed class ListenedRecordings(
    ICurrentUser me,
    IQuerySession session,
    RecordingFolder folder,
    IRecordingRules rules,
    ICallQueues queues
)
{
    public async Task<bool> Any(CancellationToken ct) => await Scope(ct) is not { Everything: false, Queues.Count: 0 };

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Recording>> Newest(int most, CancellationToken ct)
    {
        var (everything, supervised) = await Scope(ct);
        var own = me.User.Value;
        Guid?[] ofQueues = [.. supervised.Select(queue => (Guid?)queue)];
        var heard = session
            .Query<Recording>()
            .Where(recording => recording.Kind == RecordingKind.Extended && recording.DeletedAt == null && recording.OwnerId != own);
        if (!everything)
        {
            heard = heard.Where(recording => recording.Queue.IsOneOf(ofQueues));
        }

        return await heard.OrderByDescending(recording => recording.StartedAt).Take(most).ToListAsync(ct);
    }

    public async Task<Recording?> Find(Guid id, CancellationToken ct)
    {
        var recording = await session.LoadAsync<Recording>(id, ct);
        if (
            recording is not { Kind: RecordingKind.Extended, DeletedAt: null }
            || recording.OwnerId == me.User.Value
            || !File.Exists(folder.PathOf(recording, me.Company))
        )
        {
            return null;
        }

        var (everything, supervised) = await Scope(ct);
        return everything || (recording.Queue is { } queue && supervised.Contains(queue)) ? recording : null;
    }

    async Task<(bool Everything, IReadOnlySet<Guid> Queues)> Scope(CancellationToken ct)
    {
        var isListener = (await rules.ListenersOf(me.Company, ct)).Contains(me.User.Value);
        var supervised = (await queues.Of(me.Company, ct)).Where(queue => queue.Supervisors.Contains(me.User)).Select(queue => queue.Id);
        return (isListener, supervised.ToHashSet());
    }
}
