using System.Globalization;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Recordings.Domain;
using ConnectMe.Telephony.Contracts;
using Marten;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Recordings.Keeping;

/// <summary>Takes a closed file into its person's list: from what the file says, whether it was closed a moment ago or by a crash yesterday.</summary>
internal sealed class RecordingIntake(IDocumentStore store, ILiveUpdates live, ILogger<RecordingIntake> log)
{
    public async Task Take(PersonFile file, RecordingKind kind, CancellationToken ct)
    {
        var unsaved = RecordingFolder.UnsavedOf(file.Path);
        if (File.Exists(unsaved))
        {
            File.Delete(file.Path); // first: a crash between the two leaves nothing to be kept
            File.Delete(unsaved);
        }

        if (!File.Exists(file.Path))
        {
            return; // not to be kept, or the disk was full before there was anything
        }

        await using var session = store.SessionFor(file.Company);
        var known = await session.LoadAsync<Recording>(file.Id, ct);
        if (known is { DeletedAt: null })
        {
            return;
        }

        if (known is not null || Read(file, kind) is not { } made)
        {
            File.Delete(file.Path); // deleted before the server was killed, or nothing was recorded
            return;
        }

        session.Events.StartStream<Recording>(file.Id, made);
        await session.SaveChangesAsync(ct);
        live.Publish(file.Company, [new UserId(file.Person)], Topic);
    }

    RecordingMade? Read(PersonFile file, RecordingKind kind)
    {
        if (RecordedFile.Read(file.Path, PeaksShown) is not { } recorded)
        {
            log.NothingRecorded(file.Path);
            return null;
        }

        string Said(string name) => recorded.Comments.GetValueOrDefault(name) ?? "";
        var limit = double.TryParse(Said(RecordingFolder.Limit), CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.MaxValue;
        return new RecordingMade(
            file.Id,
            file.Person,
            Guid.TryParseExact(Said(RecordingFolder.Call), "n", out var call) ? call : Guid.Empty,
            Said(RecordingFolder.Name),
            Said(RecordingFolder.Number),
            Said(RecordingFolder.Outside) == "1",
            DateTimeOffset.TryParse(Said(RecordingFolder.Began), CultureInfo.InvariantCulture, out var began)
                ? began
                : new DateTimeOffset(File.GetLastWriteTimeUtc(file.Path)),
            recorded.Length,
            recorded.Bytes,
            ReachedLimit: recorded.Length >= limit - TimeSpan.FromSeconds(1),
            recorded.Peaks,
            kind,
            Guid.TryParseExact(Said(RecordingFolder.Queue), "n", out var queue) ? queue : null
        );
    }

    /// <summary>The name under which pages hear of it.</summary>
    public const string Topic = "recordings";

    /// <summary>As many bars as a player shows.</summary>
    const int PeaksShown = 64;
}
