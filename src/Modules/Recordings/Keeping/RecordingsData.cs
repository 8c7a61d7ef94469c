using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using ConnectMe.Recordings.Domain;
using Marten;

namespace ConnectMe.Recordings.Keeping;

/// <summary>What this module keeps, and how long.</summary>
internal static class RecordingsData
{
    public const string Files = "recordings";
    public const string ExtendedFiles = "extended-recordings";
    public const string Log = "recording-log";

    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(20, Files, typeof(RecordingsRetentionText), KeptFor.Days(30)) { Files = "recordings/", SetAt = "/admin/recordings" },
        new DataClass(21, ExtendedFiles, typeof(RecordingsRetentionText), KeptFor.Days(365))
        {
            Files = "recordings/extended/",
            SetAt = "/admin/extended-recording",
        },
        new DataClass(25, Log, typeof(RecordingsRetentionText), KeptFor.Months(12))
        {
            Holds = [typeof(Recording)],
            Choices = DataClass.Usual,
        },
    ];
}

/// <summary>What remains of a deleted recording: who played and deleted it.</summary>
internal sealed class OldRecordingLog(IDocumentStore store) : IOldData
{
    public string Class => RecordingsData.Log;

    public async Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var old = await session.Query<Recording>().Where(r => r.DeletedAt < before).Take(IOldData.AtOnce).ToListAsync(ct);
        foreach (var recording in old)
        {
            session.Forget<Recording>(recording.Id);
        }

        await session.SaveChangesAsync(ct);
        return old.Count;
    }
}
