using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>Takes closed files into the lists of messages.</summary>
internal sealed class MessageKeeper(MessageFolder folder, MessageIntake intake, TimeProvider time, ILogger<MessageKeeper> log)
    : FileKeeper(folder.Files, time)
{
    protected override Task Take(PersonFile file, CancellationToken ct) => intake.Take(file, ct);

    protected override void NotTaken(PersonFile file, Exception failure) => log.NotTaken(failure, file.Path);
}
