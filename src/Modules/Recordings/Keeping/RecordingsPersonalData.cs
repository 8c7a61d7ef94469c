using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Recordings.Domain;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Recordings.Keeping;

/// <summary>What somebody recorded: the sound, and what was done with it. Each sound that is taken is in the log, as when it is downloaded from the list (A9-02).</summary>
[Gives(typeof(Recording))]
internal sealed class RecordingsPersonalData(
    IDocumentStore store,
    RecordingFolder folder,
    LocalTime local,
    TimeProvider time,
    IStringLocalizer<RecordingsRetentionText> text
) : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var session = store.SessionFor(person.Company);
        var all = await session
            .Query<Recording>()
            .Where(recording => recording.OwnerId == id)
            .OrderBy(one => one.StartedAt)
            .ToListAsync(ct);
        if (all.Count == 0)
        {
            return;
        }

        string[] headings =
        [
            text["Copy-When"],
            text["Copy-With"],
            text["Copy-Number"],
            text["Copy-Seconds"],
            text["Copy-Deleted"],
            text["Copy-Played"],
            text["Copy-Taken"],
            text["Copy-Rated"],
        ];
        await copy.Rows(
            text["Copy-Recordings"],
            text["Copy-RecordingsIs"],
            headings,
            all.Select(IReadOnlyList<string> (recording) => Row(recording)).ToAsyncEnumerable(),
            ct
        );
        foreach (var recording in all.Where(one => one.DeletedAt is null))
        {
            await Take(session, recording, person, copy, ct);
        }
    }

    async Task Take(IDocumentSession session, Recording recording, DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        if (folder.Files(recording.Kind).Open(person.Company, recording.OwnerId, recording.Id) is not { } sound)
        {
            return; // deleted meanwhile
        }

        await using (sound)
        {
            session.Events.Append(recording.Id, new RecordingDownloaded(recording.Id, person.By.Value, time.GetUtcNow()));
            await session.SaveChangesAsync(ct);
            await copy.File(
                text["Copy-Folder"],
                $"{local.Sortable(recording.StartedAt).Replace(':', '.')} {WithOf(recording)}.ogg",
                text["Copy-FolderIs"],
                sound.CopyToAsync,
                ct
            );
        }
    }

    string[] Row(Recording recording) =>
        [
            local.Sortable(recording.StartedAt),
            recording.OtherName,
            recording.OtherNumber,
            ((int)recording.Length.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            recording.DeletedAt is { } deleted ? local.Sortable(deleted) : "",
            Times(recording, RecordingUseKind.Played),
            Times(recording, RecordingUseKind.Downloaded),
            string.Join("; ", recording.Ratings.Select(rating => $"{rating.Stars}/5 {rating.Remark}".Trim())),
        ];

    static string Times(Recording recording, RecordingUseKind kind) =>
        recording.Uses.Count(use => use.Kind == kind).ToString(CultureInfo.InvariantCulture);

    static string WithOf(Recording recording) => recording.OtherName.Length > 0 ? recording.OtherName : recording.OtherNumber;
}
