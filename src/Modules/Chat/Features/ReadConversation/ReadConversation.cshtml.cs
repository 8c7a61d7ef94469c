using ConnectMe.Chat.Keeping;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Chat.Features;

/// <summary>One conversation beside the list of all: its last messages, older ones as one scrolls up, new ones as they come.</summary>
internal sealed class ReadConversation(OwnChats own, MessageLog log, IDocumentStore store) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public InboxEntry Entry { get; private set; } = null!;

    public string Title { get; private set; } = "";

    public IReadOnlyList<ShownMessage> Messages { get; private set; } = [];

    public Marks Marks { get; private set; } = new(0, 0);

    /// <summary>With whom it is, when it is with one; null also when they are not there any more.</summary>
    public Person? Other { get; private set; }

    /// <summary>Somebody hears what is said here.</summary>
    public bool IsHeard { get; private set; }

    public bool HasOlder => Messages.Count == MessageLog.Most;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await using var query = store.QueryFor(own.Company);
        if (await own.Find(Id, query, ct) is not { } entry)
        {
            return NotFound();
        }

        Entry = entry;
        Title = await own.TitleOf(entry.Conversation, ct);
        Messages = await log.Older(entry, long.MaxValue, query, ct);
        Marks = await log.MarksOf(entry.Conversation, query, ct);
        Other = entry.Conversation.IsGroup ? null : await own.Colleague(entry.Conversation.Members.First(id => id != own.Me.Value), ct);
        IsHeard = entry.Conversation.IsGroup || Other is not null;
        return Page();
    }

    /// <summary>What stands above the first that the page has.</summary>
    public async Task<IActionResult> OnGetOlderAsync(long before, CancellationToken ct)
    {
        await using var query = store.QueryFor(own.Company);
        return await own.Find(Id, query, ct) is { } entry
            ? Partial("/Features/ConnectMe.Chat/ReadConversation/_Messages.cshtml", await log.Older(entry, before, query, ct))
            : NotFound();
    }

    /// <summary>What came after the last that the page has, and ticks of the user's own messages that are otherwise now.</summary>
    /// <param name="from">The first message that the page has.</param>
    /// <param name="delivered">As the page shows it, and <paramref name="read"/>.</param>
    public async Task<IActionResult> OnGetNewsAsync(long after, long from, long delivered, long read, CancellationToken ct)
    {
        await using var query = store.QueryFor(own.Company);
        if (await own.Find(Id, query, ct) is not { } entry)
        {
            return NotFound();
        }

        var marks = await log.MarksOf(entry.Conversation, query, ct);
        var (lowest, highest) = (Math.Max(Math.Min(delivered, read), from - 1), Math.Min(after, Math.Max(marks.Delivered, marks.Read)));
        var isSame = marks == new Marks(delivered, read);
        var ticks = isSame ? [] : await log.Own(entry, lowest, highest, query, ct);
        var messages = after < entry.Conversation.Last ? await log.Newer(entry, after, query, ct) : [];
        return Partial(
            "/Features/ConnectMe.Chat/ReadConversation/_News.cshtml",
            new ConversationNews(entry, messages, ticks, marks, messages.Count > 0 && messages[^1].Message.Number < entry.Conversation.Last)
        );
    }
}

/// <param name="HasMore">There is more than fits into one answer.</param>
internal sealed record ConversationNews(
    InboxEntry Entry,
    IReadOnlyList<ShownMessage> Messages,
    IReadOnlyList<ShownMessage> Ticks,
    Marks Marks,
    bool HasMore
);
