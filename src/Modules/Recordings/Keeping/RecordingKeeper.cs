using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Recordings.Keeping;

/// <summary>Takes closed files of one kind into the lists of recordings.</summary>
internal sealed class RecordingKeeper(
    RecordingKind kind,
    RecordingFolder folder,
    RecordingIntake intake,
    TimeProvider time,
    ILogger<RecordingKeeper> log
) : FileKeeper(folder.Files(kind), time)
{
    protected override Task Take(PersonFile file, CancellationToken ct) => intake.Take(file, kind, ct);

    protected override void NotTaken(PersonFile file, Exception failure) => log.NotTaken(failure, file.Path);
}
