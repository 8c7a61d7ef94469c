using ConnectMe.Kernel;

namespace ConnectMe.Chat.Domain;

/// <summary>
/// Two colleagues, or a group of them, and the last thing that was said: what a list of conversations shows without reading a message. The messages are documents of their own,
/// counted from 1 (docs/decisions/0028).
/// </summary>
/// <param name="Id">Of two it follows from who they are: there is one.</param>
/// <param name="Members">Who is in it now.</param>
public sealed record Conversation(Guid Id, bool IsGroup, IReadOnlyList<Guid> Members, DateTimeOffset MadeAt)
{
    /// <summary>Of a group; empty: the names of who is in it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Who may take others out of the group.</summary>
    public Guid MadeBy { get; init; }

    /// <summary>Names the content of the group's picture; null: it has none.</summary>
    public string? Picture { get; init; }

    /// <summary>The number of the last message; 0: none yet.</summary>
    public long Last { get; init; }

    /// <summary>Of that message; of none yet when it was made.</summary>
    public DateTimeOffset LastAt { get; init; } = MadeAt;

    public Guid LastBy { get; init; }

    /// <summary>How it begins.</summary>
    public string LastText { get; init; } = "";

    public MessageKind LastKind { get; init; }

    /// <summary>The names of these two, in whichever order, make it.</summary>
    public static Guid IdOf(Guid one, Guid other) =>
        one.CompareTo(other) < 0 ? NamedId.Of($"chat-{one:n}", other) : NamedId.Of($"chat-{other:n}", one);

    public bool Has(Guid person) => Members.Contains(person);

    /// <summary>With this as the last that was said.</summary>
    public Conversation With(ChatMessage message) =>
        this with
        {
            Last = message.Number,
            LastAt = message.At,
            LastBy = message.AuthorId,
            LastText = ChatMessage.BeginningOf(message.Text, Beginning),
            LastKind = message.Kind,
        };

    const int Beginning = 160;
}
