using System.Globalization;
using ConnectMe.Chat.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Chat.Keeping;

/// <summary>What somebody wrote, and the conversations they are in; what others wrote to them is the others'.</summary>
[Gives(typeof(ChatMessage), typeof(Conversation), typeof(ChatMember))]
internal sealed class ChatPersonalData(IDocumentStore store, IPeople people, LocalTime local, IStringLocalizer<ChatRetentionText> text)
    : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var id = person.Id.Value;
        var names = (await people.Of(person.Company, ct)).ToDictionary(one => one.Id.Value, one => one.Name);
        await using var query = store.QueryFor(person.Company);
        var marks = (await query.Query<ChatMember>().Where(member => member.PersonId == id).ToListAsync(ct)).ToDictionary(member =>
            member.ConversationId
        );
        var conversations = await query
            .Query<Conversation>()
            .Where(conversation => conversation.Id.IsOneOf(marks.Keys.ToArray()) && conversation.Last > 0)
            .OrderBy(conversation => conversation.LastAt)
            .ToListAsync(ct);
        var titles = conversations.ToDictionary(conversation => conversation.Id, conversation => TitleOf(conversation, id, names));
        if (conversations.Count > 0)
        {
            await copy.Rows(
                text["Copy-Chats"],
                text["Copy-ChatsIs"],
                [text["Copy-With"], text["Copy-Since"], text["Copy-Last"], text["Copy-Read"]],
                conversations
                    .Select(
                        IReadOnlyList<string> (one) =>
                            [
                                titles[one.Id],
                                local.Sortable(one.MadeAt),
                                local.Sortable(one.LastAt),
                                string.Create(CultureInfo.InvariantCulture, $"{marks[one.Id].Read}/{one.Last}"),
                            ]
                    )
                    .ToAsyncEnumerable(),
                ct
            );
        }

        if (await query.Query<ChatMessage>().AnyAsync(message => message.AuthorId == id, ct))
        {
            await copy.Rows(
                text["Copy-Messages"],
                text["Copy-MessagesIs"],
                [text["Copy-When"], text["Copy-With"], text["Copy-Text"]],
                query
                    .Query<ChatMessage>()
                    .Where(message => message.AuthorId == id && message.Kind == MessageKind.Said)
                    .OrderBy(message => message.At)
                    .ToAsyncEnumerable(ct)
                    .Select(
                        IReadOnlyList<string> (message) =>
                            [local.Sortable(message.At), titles.GetValueOrDefault(message.ConversationId, ""), message.Text]
                    ),
                ct
            );
        }
    }

    string TitleOf(Conversation conversation, Guid me, Dictionary<Guid, string> names) =>
        conversation.Name.Length > 0
            ? conversation.Name
            : string.Join(", ", conversation.Members.Where(id => id != me).Select(id => names.GetValueOrDefault(id, text["Copy-Gone"])));
}
