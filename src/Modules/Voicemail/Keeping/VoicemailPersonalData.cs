using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Voicemail.Domain;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>Messages that were left with somebody, with their sound, and what they set about them.</summary>
[Gives(typeof(VoicemailMessage), typeof(Mailbox))]
internal sealed class VoicemailPersonalData(
    IDocumentStore store,
    MessageFolder folder,
    LocalTime local,
    IStringLocalizer<VoicemailRetentionText> text
) : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var query = store.QueryFor(person.Company);
        if (await query.LoadAsync<Mailbox>(id, ct) is { } mailbox)
        {
            await copy.Json(text["Copy-Mailbox"], text["Copy-MailboxIs"], new { mailbox.IsOff, Mail = $"{mailbox.Mail}" }, ct);
        }

        var all = await query
            .Query<VoicemailMessage>()
            .Where(message => message.OwnerId == id)
            .OrderBy(message => message.LeftAt)
            .ToListAsync(ct);
        if (all.Count == 0)
        {
            return;
        }

        await copy.Rows(
            text["Copy-Messages"],
            text["Copy-MessagesIs"],
            [text["Copy-When"], text["Copy-From"], text["Copy-Number"], text["Copy-Seconds"], text["Copy-Heard"], text["Copy-Deleted"]],
            all.Select(IReadOnlyList<string> (message) => Row(message)).ToAsyncEnumerable(),
            ct
        );
        foreach (var message in all.Where(one => one.DeletedAt is null))
        {
            await Take(message, person.Company, copy, ct);
        }
    }

    async Task Take(VoicemailMessage message, CompanyId company, IDataCopy copy, CancellationToken ct)
    {
        if (folder.Files.Open(company, message.OwnerId, message.Id) is not { } sound)
        {
            return; // deleted meanwhile
        }

        await using (sound)
        {
            var from = message.CallerName.Length > 0 ? message.CallerName : message.CallerNumber;
            await copy.File(
                text["Copy-Folder"],
                $"{local.Sortable(message.LeftAt).Replace(':', '.')} {from}.ogg",
                text["Copy-FolderIs"],
                sound.CopyToAsync,
                ct
            );
        }
    }

    string[] Row(VoicemailMessage message) =>
        [
            local.Sortable(message.LeftAt),
            message.CallerName,
            message.CallerNumber,
            ((int)message.Length.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            message.HeardAt is { } heard ? local.Sortable(heard) : "",
            message.DeletedAt is { } deleted ? local.Sortable(deleted) : "",
        ];
}
