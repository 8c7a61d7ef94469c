using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Keeping;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Chat.Features;

/// <summary>
/// How many conversations have something new, beside the page's name in the menu, and the newest of it for who looks elsewhere (M11.1-07). A page asks at once when it is told:
/// so who asks has got their messages.
/// </summary>
internal static class ShowUnread
{
    public const string Partial = "/Features/ConnectMe.Chat/ShowUnread/_Unread.cshtml";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/chat/unread", Now).RequireAuthorization();

    static async Task<IResult> Now(OwnChats own, ReadMarks marks, MessageLog log, ILogger<ChatText> logger, CancellationToken ct)
    {
        var inbox = await own.Inbox(ct);
        try
        {
            await marks.Delivered(own.Company, own.Me, inbox, ct);
        }
        catch (Exception away) when (DatabaseAway.IsSaidBy(away))
        {
            logger.NotMarked(away, own.Me, own.Company); // the next time it asks
        }

        return new Fragment<UnreadChats>(Partial, await Of(own, log, inbox, ct));
    }

    /// <summary>For a page that is about something else: while nothing is known it says nothing.</summary>
    public static async Task<UnreadChats> Of(OwnChats own, MessageLog log, CancellationToken ct)
    {
        try
        {
            return await Of(own, log, await own.Inbox(ct), ct);
        }
        catch (Exception away) when (DatabaseAway.IsSaidBy(away)) // the page's first live event asks again
        {
            return new UnreadChats(0);
        }
    }

    static async Task<UnreadChats> Of(OwnChats own, MessageLog log, IReadOnlyList<InboxEntry> inbox, CancellationToken ct)
    {
        var unread = inbox.Where(entry => entry.Unread > 0).ToList();
        return unread.FirstOrDefault(entry => entry.Conversation.LastKind is MessageKind.Said) is { Conversation: { } newest }
            ? new UnreadChats(unread.Count)
            {
                Newest = newest,
                Title = await own.TitleOf(newest, ct),
                Text = await log.Last(newest, ct),
            }
            : new UnreadChats(unread.Count);
    }
}

internal sealed record UnreadChats(int Count)
{
    public Conversation? Newest { get; init; }
    public string Title { get; init; } = "";
    public string Text { get; init; } = "";
}
