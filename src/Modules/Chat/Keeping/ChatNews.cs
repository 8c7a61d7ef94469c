using ConnectMe.Chat.Domain;
using ConnectMe.Kernel;

namespace ConnectMe.Chat.Keeping;

/// <summary>Tells pages that something was said or read. Call it after that can be read.</summary>
internal sealed class ChatNews(Inboxes inboxes, ILiveUpdates live)
{
    /// <summary>The live name of somebody's list of conversations and its count.</summary>
    public const string Topic = "chat";

    /// <summary>The live name of one conversation.</summary>
    public static string TopicOf(Guid conversation) => $"chat-{conversation:n}";

    /// <param name="also">Who is not in it any more.</param>
    public void Said(CompanyId company, Conversation conversation, params IEnumerable<Guid> also)
    {
        var people = conversation.Members.Concat(also).Distinct().Select(id => new UserId(id)).ToList();
        inboxes.Forget(company, people);
        live.Publish(company, people, Topic, TopicOf(conversation.Id));
    }

    /// <summary>Somebody came further: their own pages count anew, and who wrote sees it.</summary>
    public void Marked(CompanyId company, Conversation conversation, UserId by, bool isRead)
    {
        inboxes.Forget(company, [by]);
        if (isRead)
        {
            live.Publish(company, [by], Topic);
        }

        var others = conversation.Members.Where(id => id != by.Value).Select(id => new UserId(id)).ToList();
        live.Publish(company, others, TopicOf(conversation.Id));
    }
}
