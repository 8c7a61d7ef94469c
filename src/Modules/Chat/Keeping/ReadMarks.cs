using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Chat.Keeping;

/// <summary>Puts the marks of what somebody got and read. They say what was: a page of theirs heard of it, or had it before their eyes.</summary>
internal sealed class ReadMarks(IDocumentStore store, ChatNews news)
{
    /// <summary>A page of theirs is alive and was told of all this.</summary>
    public async Task Delivered(CompanyId company, UserId person, IReadOnlyList<InboxEntry> inbox, CancellationToken ct)
    {
        foreach (var entry in inbox.Where(entry => entry.Own.Delivered < entry.Conversation.Last))
        {
            await Put(company, person, entry, entry.Conversation.Last, read: 0, ct);
        }
    }

    /// <param name="to">No further than there is anything to read.</param>
    public Task Read(CompanyId company, UserId person, InboxEntry entry, long to, CancellationToken ct)
    {
        var read = Math.Min(to, entry.Conversation.Last);
        return read > entry.Own.Read ? Put(company, person, entry, delivered: 0, read, ct) : Task.CompletedTask;
    }

    async Task Put(CompanyId company, UserId person, InboxEntry entry, long delivered, long read, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        if (
            await session.HoldMember(entry.Own.Id, ct) is not { } member
            || member.Marked(delivered, read) is var marked && marked == member
        )
        {
            return; // they left meanwhile, or another page of theirs was first
        }

        session.Store(marked);
        await session.SaveChangesAsync(ct);
        news.Marked(company, entry.Conversation, person, isRead: marked.Read > member.Read);
    }
}
