using ConnectMe.Chat.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Chat.Keeping;

/// <summary>Wakes the browsers of whom no page is alive (M11.1-07): a page that was told asks at once, and then they have got the message.</summary>
internal sealed class MessageNotices(
    IPushNotices push,
    IPeople people,
    IDocumentStore store,
    IHostApplicationLifetime process,
    TimeProvider time,
    ILogger<ChatText> log
)
{
    /// <summary>A page that lives has asked within this, as for calls.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Waits for nothing, and is no part of the request in which it was said.</summary>
    public void Said(CompanyId company, Conversation conversation, ChatMessage message)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => Run(company, conversation, message));
        }
    }

    async Task Run(CompanyId company, Conversation conversation, ChatMessage message)
    {
        try
        {
            await Task.Delay(Patience, time, process.ApplicationStopping);
            await Tell(company, conversation, message, process.ApplicationStopping);
        }
        catch (Exception failure) when (!process.ApplicationStopping.IsCancellationRequested) // nobody awaits this: the message is there, and told when they come
        {
            log.NotWoken(failure, conversation.Id, company);
        }
    }

    async Task Tell(CompanyId company, Conversation said, ChatMessage message, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        if (await query.LoadAsync<Conversation>(said.Id, ct) is not { } now || now.Last != message.Number)
        {
            return; // what came after it says it too
        }

        var all = await people.Of(company, ct);
        if (all.FirstOrDefault(person => person.Id.Value == message.AuthorId) is not { } author)
        {
            return;
        }

        var members = await query.Query<ChatMember>().Where(member => member.ConversationId == said.Id).ToListAsync(ct);
        foreach (var member in members.Where(member => member.PersonId != message.AuthorId && member.Delivered < message.Number))
        {
            if (now.Has(member.PersonId) && all.Any(person => person.Id.Value == member.PersonId && person.Rights.UnifiedCommunications))
            {
                await push.Send(company, new UserId(member.PersonId), NoticeOf(now, author.Name, message.Text), ct);
            }
        }
    }

    /// <summary>Who, and how it begins: no more than stands on a locked screen.</summary>
    static PushNotice NoticeOf(Conversation conversation, string author, string text)
    {
        var start = text.Length > Beginning ? $"{ChatMessage.BeginningOf(text, Beginning)}…" : text;
        var title = conversation is { IsGroup: true, Name.Length: > 0 } ? $"{author} · {conversation.Name}" : author;
        return new PushNotice(conversation.Id, title, start, $"/chat/{conversation.Id}");
    }

    const int Beginning = 120;
}
