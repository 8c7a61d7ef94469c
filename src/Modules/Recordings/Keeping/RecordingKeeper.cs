using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Recordings.Keeping;

/// <summary>Takes closed files into the lists of recordings.</summary>
internal sealed class RecordingKeeper(RecordingFolder folder, RecordingIntake intake, TimeProvider time, ILogger<RecordingKeeper> log)
    : FileKeeper(folder.Files, time)
{
    protected override Task Take(PersonFile file, CancellationToken ct) => intake.Take(file, ct);

    protected override void NotTaken(PersonFile file, Exception failure) => log.NotTaken(failure, file.Path);
}
