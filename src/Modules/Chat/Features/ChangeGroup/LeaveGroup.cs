using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Keeping;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Chat.Features;

/// <summary>The user leaves a group: they get nothing of it any more. Who comes next in it takes the place of who made it; with the last the group is gone.</summary>
internal static class LeaveGroup
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/chat/{id:guid}/leave", Leave).RequireAuthorization().DisableAntiforgery(); // the Host checks the token of every unsafe request

    static async Task<IResult> Leave(
        Guid id,
        HttpContext context,
        OwnChats own,
        IDocumentStore store,
        ChatNews news,
        TimeProvider time,
        CancellationToken ct
    )
    {
        await using var session = store.SessionFor(own.Company);
        if (await session.Hold(id, ct) is not { IsGroup: true } group || await own.EntryOf(group, session, ct) is not { } entry)
        {
            return TypedResults.NotFound();
        }

        var me = own.Me.Value;
        var left = session.Without(group, me, time.GetUtcNow());
        session.Delete(entry.Own);
        await session.SaveChangesAsync(ct);
        news.Said(own.Company, left, me);
        return Going.To(context, "/chat");
    }

    /// <summary>The group as it is without this person, in the session that holds it.</summary>
    public static Conversation Without(this IDocumentSession session, Conversation group, Guid person, DateTimeOffset now)
    {
        List<Guid> staying = [.. group.Members.Where(member => member != person)];
        if (staying.Count == 0)
        {
            session.Delete(group);
            session.Delete<GroupPicture>(group.Id);
            session.DeleteWhere<ChatMessage>(message => message.ConversationId == group.Id);
            return group with { Members = staying };
        }

        var left = session.Note(group, MessageKind.Left, person, now) with
        {
            Members = staying,
            MadeBy = group.MadeBy == person ? staying[0] : group.MadeBy,
        };
        session.Store(left);
        return left;
    }
}
