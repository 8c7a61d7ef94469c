using ConnectMe.Chat.Domain;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Chat.Keeping;

/// <summary>Parts of a conversation as the user reads them: always a few messages by their numbers, never the whole.</summary>
internal sealed class MessageLog(OwnChats own, LocalTime local, IStringLocalizer<ChatText> text)
{
    /// <summary>At once.</summary>
    public const int Most = 50;

    /// <param name="before">Only those with a lower number.</param>
    public async Task<IReadOnlyList<ShownMessage>> Older(InboxEntry entry, long before, IQuerySession query, CancellationToken ct)
    {
        var (id, from) = (entry.Conversation.Id, entry.Own.From);
        var messages = await query
            .Query<ChatMessage>()
            .Where(message => message.ConversationId == id && message.Number > from && message.Number < before)
            .OrderByDescending(message => message.Number)
            .Take(Most)
            .ToListAsync(ct);
        return await Show(entry, [.. messages.Reverse()], previous: null, query, ct);
    }

    /// <summary>What came after this one.</summary>
    public async Task<IReadOnlyList<ShownMessage>> Newer(
        InboxEntry entry,
        long after,
        IQuerySession query,
        CancellationToken ct,
        int most = Most
    )
    {
        var (id, from) = (entry.Conversation.Id, Math.Max(entry.Own.From, after));
        var messages = await query
            .Query<ChatMessage>()
            .Where(message => message.ConversationId == id && message.Number >= from && message.Number > entry.Own.From)
            .OrderBy(message => message.Number)
            .Take(most + 1)
            .ToListAsync(ct);
        var previous = messages.FirstOrDefault(message => message.Number <= after);
        return await Show(entry, [.. messages.Where(message => message.Number > after).Take(most)], previous, query, ct);
    }

    /// <summary>The user's own messages in between, whose state may be another one now.</summary>
    public async Task<IReadOnlyList<ShownMessage>> Own(InboxEntry entry, long after, long to, IQuerySession query, CancellationToken ct)
    {
        var (id, me) = (entry.Conversation.Id, own.Me.Value);
        var messages = await query
            .Query<ChatMessage>()
            .Where(message => message.ConversationId == id && message.Number > after && message.Number <= to && message.AuthorId == me)
            .OrderByDescending(message => message.Number)
            .Take(Most * 4)
            .ToListAsync(ct);
        return await Show(entry, messages, previous: null, query, ct);
    }

    /// <summary>How far all others have come: of a group, the last of them. Who has left the company or lost the right holds nobody up.</summary>
    public async Task<Marks> MarksOf(Conversation conversation, IQuerySession query, CancellationToken ct)
    {
        var id = conversation.Id;
        var others = new List<ChatMember>();
        foreach (var member in await query.Query<ChatMember>().Where(member => member.ConversationId == id).ToListAsync(ct))
        {
            if (
                member.PersonId != own.Me.Value
                && conversation.Has(member.PersonId)
                && await own.Colleague(member.PersonId, ct) is not null
            )
            {
                others.Add(member);
            }
        }

        return others.Count > 0 ? new Marks(others.Min(member => member.Delivered), others.Min(member => member.Read)) : new Marks(0, 0);
    }

    async Task<IReadOnlyList<ShownMessage>> Show(
        InboxEntry entry,
        IReadOnlyList<ChatMessage> messages,
        ChatMessage? previous,
        IQuerySession query,
        CancellationToken ct
    )
    {
        var marks = messages.Any(message => message.AuthorId == own.Me.Value)
            ? await MarksOf(entry.Conversation, query, ct)
            : new Marks(0, 0);
        var shown = new List<ShownMessage>();
        foreach (var message in messages)
        {
            var isNewDay = previous is null || local.DateOf(previous.At) != local.DateOf(message.At);
            var follows = !isNewDay && previous!.AuthorId == message.AuthorId && previous.Kind is MessageKind.Said;
            shown.Add(
                new ShownMessage(message, message.AuthorId == own.Me.Value, await own.NameOf(message.AuthorId, ct))
                {
                    Day = isNewDay ? local.Day(message.At) : null,
                    ShowsAuthor = entry.Conversation.IsGroup && !follows,
                    Joins = follows && local.Clock(previous!.At) == local.Clock(message.At),
                    State = marks.StateOf(message.Number),
                    Line =
                        message.Kind is MessageKind.Said
                            ? ""
                            : await LineOf(message.Kind, message.AuthorId, message.Text, message.About, ct),
                }
            );
            previous = message;
        }

        return shown;
    }

    /// <summary>How the list of conversations shows the last of one.</summary>
    public async ValueTask<string> Last(Conversation conversation, CancellationToken ct)
    {
        if (conversation.LastKind is not MessageKind.Said)
        {
            return await LineOf(conversation.LastKind, conversation.LastBy, conversation.LastText, [], ct);
        }

        return conversation.LastBy == own.Me.Value || conversation.IsGroup
            ? $"{FirstOf(await own.NameOf(conversation.LastBy, ct))}: {conversation.LastText}"
            : conversation.LastText;
    }

    async ValueTask<string> LineOf(MessageKind kind, Guid by, string name, IReadOnlyList<Guid> about, CancellationToken ct)
    {
        var whom = new List<string>();
        foreach (var id in about)
        {
            whom.Add(id == own.Me.Value ? text["YouAsOne"] : await own.NameOf(id, ct));
        }

        var who = by == own.Me.Value ? "You" : "They";
        var key =
            kind is MessageKind.Named && name.Length == 0 ? "Unnamed"
            : whom.Count == 0 && kind is MessageKind.Added or MessageKind.Removed ? $"{kind}Some"
            : $"{kind}";
        return text[$"Line{key}-{who}", await own.NameOf(by, ct), kind is MessageKind.Named ? name : string.Join(", ", whom)];
    }

    static string FirstOf(string name) => name.Split(' ')[0];
}

/// <summary>How far the others have come in a conversation.</summary>
internal sealed record Marks(long Delivered, long Read)
{
    public MessageState StateOf(long number) =>
        number <= Read ? MessageState.Read
        : number <= Delivered ? MessageState.Delivered
        : MessageState.Sent;
}

internal enum MessageState
{
    Sent,
    Delivered,
    Read,
}

/// <summary>A message as one reader sees it.</summary>
internal sealed record ShownMessage(ChatMessage Message, bool IsMine, string Author)
{
    /// <summary>Stands above the first of a day.</summary>
    public string? Day { get; init; }

    public bool ShowsAuthor { get; init; }

    /// <summary>Of the same author in the same minute as the one above it: one time stands below both.</summary>
    public bool Joins { get; init; }

    public MessageState State { get; init; }

    /// <summary>What it says of the group; empty: it was said.</summary>
    public string Line { get; init; } = "";
}
