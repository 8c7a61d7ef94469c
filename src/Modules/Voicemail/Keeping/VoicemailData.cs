using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using ConnectMe.Voicemail.Domain;
using Marten;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>What this module keeps, and how long.</summary>
internal static class VoicemailData
{
    public const string Messages = "voicemail";

    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(27, Messages, typeof(VoicemailRetentionText), KeptFor.Days(90))
        {
            Holds = [typeof(VoicemailMessage)],
            Files = "voicemail/",
            Choices = DataClass.Usual,
        },
        new DataClass(77, "mailboxes", typeof(VoicemailRetentionText), KeptFor.Ever)
        {
            Holds = [typeof(Mailbox), typeof(MailboxPin)],
            NotGiven = new Dictionary<Type, string>
            {
                [typeof(MailboxPin)] = "what the PIN of a mailbox is checked with; it would help nobody but who guesses it",
            },
        },
    ];
}

/// <summary>Messages that are older than the administrator of their company keeps them, heard or not, and what remains of deleted ones.</summary>
internal sealed class OldMessages(IDocumentStore store, MessageFolder folder, MessageNews news) : IOldData
{
    public string Class => VoicemailData.Messages;

    public async Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var old = await session.Query<VoicemailMessage>().Where(message => message.LeftAt < before).Take(IOldData.AtOnce).ToListAsync(ct);
        foreach (var message in old)
        {
            folder.Files.Delete(company, message.OwnerId, message.Id); // first: a file without its message would be taken in again
            session.Forget<VoicemailMessage>(message.Id);
        }

        await session.SaveChangesAsync(ct);
        await news.Tell(company, old.Select(message => message.OwnerId), ct);
        return old.Count;
    }
}
