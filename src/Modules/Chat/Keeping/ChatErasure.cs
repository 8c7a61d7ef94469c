using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Features;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;
using Marten.Patching;

namespace ConnectMe.Chat.Keeping;

/// <summary>
/// What somebody said to others is others' too: it stays with them, as of somebody who left, and nothing says who that was. Their marks go, and conversations in which nobody is
/// left.
/// </summary>
internal sealed class ChatErasure(IDocumentStore store, ChatNews news, TimeProvider time) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        var (company, gone) = (person.Company, person.Id.Value);
        await using (var query = store.QueryFor(company))
        {
            foreach (var member in await query.Query<ChatMember>().Where(member => member.PersonId == gone).ToListAsync(ct))
            {
                await TakeOut(company, gone, member, ct);
            }
        }

        await using var session = store.SessionFor(company);
        session.Patch<ChatMessage>(message => message.AuthorId == gone).Set(message => message.AuthorId, ErasedPerson.Nobody);
        session
            .Patch<Conversation>(conversation => conversation.LastBy == gone)
            .Set(conversation => conversation.LastBy, ErasedPerson.Nobody);
        foreach (var line in await session.Query<ChatMessage>().Where(message => message.About.Contains(gone)).ToListAsync(ct))
        {
            session.Store(line with { About = [.. line.About.Select(id => id == gone ? ErasedPerson.Nobody : id)] });
        }

        await session.SaveChangesAsync(ct);
    }

    /// <summary>People outside the company do not chat.</summary>
    public Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<KeptOfNumber>>([]);

    public Task Erase(OutsideNumber number, CancellationToken ct) => Task.CompletedTask;

    async Task TakeOut(CompanyId company, Guid gone, ChatMember member, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        if (await session.Hold(member.ConversationId, ct) is { } conversation)
        {
            IReadOnlyList<Guid> members = [.. conversation.Members.Select(id => id == gone ? ErasedPerson.Nobody : id)];
            if (conversation.IsGroup && conversation.Has(gone))
            {
                conversation = session.Without(conversation, gone, time.GetUtcNow());
            }
            else if (members.All(id => id == ErasedPerson.Nobody))
            {
                session.Remove(conversation);
            }
            else
            {
                session.Store(conversation with { Members = members, MadeBy = members.First(id => id != ErasedPerson.Nobody) });
            }

            session.Delete(member);
            await session.SaveChangesAsync(ct);
            news.Said(company, conversation);
        }
    }
}
