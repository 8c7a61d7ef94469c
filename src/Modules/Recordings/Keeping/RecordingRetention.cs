using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using ConnectMe.Recordings.Domain;
using ConnectMe.Telephony.Contracts;
using Marten;

namespace ConnectMe.Recordings.Keeping;

/// <summary>
/// Deletes recordings of one kind that are older than the administrator of their company keeps them, but for those on hold; what was done with them stays for its own
/// period.
/// </summary>
internal sealed class RecordingRetention(
    RecordingKind kind,
    IDocumentStore store,
    RecordingFolder folder,
    IRecordingRules rules,
    ILiveUpdates live,
    TimeProvider time
) : IOldData
{
    public string Class => kind is RecordingKind.Extended ? RecordingsData.ExtendedFiles : RecordingsData.Files;

    public async ValueTask<KeptFor?> SetElsewhere(CompanyId company, CancellationToken ct) =>
        (await rules.Of(company, kind, ct)).Retention is { } retention ? KeptFor.Days((int)retention.TotalDays) : KeptFor.Ever;

    public async Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var old = await session
            .Query<Recording>()
            .Where(r => r.DeletedAt == null && r.StartedAt < before && r.Kind == kind && !r.IsOnHold)
            .Take(IOldData.AtOnce)
            .ToListAsync(ct);
        var now = time.GetUtcNow();
        foreach (var recording in old)
        {
            session.Events.Append(recording.Id, new RecordingDeleted(recording.Id, By: null, now));
        }

        await session.SaveChangesAsync(ct);
        foreach (var recording in old)
        {
            folder.Files(kind).Delete(company, recording.OwnerId, recording.Id);
        }

        live.Publish(company, [.. old.Select(recording => new UserId(recording.OwnerId)).Distinct()], RecordingIntake.Topic);
        return old.Count;
    }
}
