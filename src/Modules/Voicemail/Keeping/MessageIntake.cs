using System.Globalization;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Features;
using Marten;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>
/// Takes a closed file into its owner's list: from what the file says, whether it was closed a moment ago or by a crash yesterday. The mail about it is saved in the same
/// transaction, so there is one for each message.
/// </summary>
internal sealed class MessageIntake(IDocumentStore store, MessageMails mails, MessageNews news, ILogger<MessageIntake> log)
{
    public async Task Take(PersonFile file, CancellationToken ct)
    {
        if (!File.Exists(file.Path))
        {
            return; // the disk was full before there was anything
        }

        await using var session = store.SessionFor(file.Company);
        var known = await session.LoadAsync<VoicemailMessage>(file.Id, ct);
        if (known is { DeletedAt: null })
        {
            return;
        }

        if (known is not null || Read(file) is not { } left)
        {
            File.Delete(file.Path); // deleted before the server was killed, or nothing was said
            return;
        }

        session.Events.StartStream<VoicemailMessage>(file.Id, left);
        await mails.Add(session, file, left, ct);
        await session.SaveChangesAsync(ct);
        await news.Tell(file.Company, [file.Person], ct);
    }

    VoicemailLeft? Read(PersonFile file)
    {
        if (RecordedFile.Read(file.Path, PeaksShown) is not { } recorded || recorded.Length < LeaveMessage.Shortest)
        {
            log.NothingSaid(file.Path);
            return null;
        }

        string Said(string name) => recorded.Comments.GetValueOrDefault(name) ?? "";
        Guid? IdSaid(string name) => Guid.TryParseExact(Said(name), "n", out var id) ? id : null;
        return new VoicemailLeft(
            file.Id,
            file.Person,
            IdSaid(MessageFolder.Root) ?? Guid.Empty,
            IdSaid(MessageFolder.Caller),
            Said(MessageFolder.Name),
            Said(MessageFolder.Number),
            Said(MessageFolder.Outside) == "1",
            DateTimeOffset.TryParse(Said(MessageFolder.Left), CultureInfo.InvariantCulture, out var at)
                ? at
                : new DateTimeOffset(File.GetLastWriteTimeUtc(file.Path)),
            recorded.Length,
            recorded.Bytes,
            recorded.Peaks
        );
    }

    /// <summary>As many bars as a player shows.</summary>
    public const int PeaksShown = 64;
}
