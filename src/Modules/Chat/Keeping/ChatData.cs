using ConnectMe.Chat.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using Marten;

namespace ConnectMe.Chat.Keeping;

/// <summary>What this module keeps, and how long.</summary>
internal static class ChatData
{
    public const string Messages = "chat";

    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(28, Messages, typeof(ChatRetentionText), KeptFor.Months(24))
        {
            Holds = [typeof(ChatMessage), typeof(Conversation), typeof(ChatMember), typeof(GroupPicture)],
            NotGiven = new Dictionary<Type, string>
            {
                [typeof(GroupPicture)] = "the picture of a group is its members' together; each sees it in the group",
            },
            Choices = DataClass.Usual,
        },
    ];
}

/// <summary>Messages that are older than the administrator of their company keeps them, and conversations of which nothing is left.</summary>
internal sealed class OldMessages(IDocumentStore store, ChatNews news) : IOldData
{
    public string Class => ChatData.Messages;

    public async Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var old = await session
            .Query<ChatMessage>()
            .Where(message => message.At < before)
            .OrderBy(message => message.At)
            .Take(IOldData.AtOnce)
            .ToListAsync(ct);
        old.ToList().ForEach(message => session.Delete(message));
        var empty = await session
            .Query<Conversation>()
            .Where(conversation => conversation.LastAt < before)
            .Take(IOldData.AtOnce)
            .ToListAsync(ct);
        foreach (var conversation in empty)
        {
            session.Remove(conversation);
        }

        await session.SaveChangesAsync(ct);
        foreach (var conversation in empty)
        {
            news.Said(company, conversation);
        }

        return old.Count + empty.Count;
    }
}

internal static class Removal
{
    /// <summary>A conversation, its messages and who was in it.</summary>
    public static void Remove(this IDocumentSession session, Conversation conversation)
    {
        var id = conversation.Id;
        session.Delete(conversation);
        session.Delete<GroupPicture>(id);
        session.DeleteWhere<ChatMember>(member => member.ConversationId == id);
        session.DeleteWhere<ChatMessage>(message => message.ConversationId == id);
    }
}
