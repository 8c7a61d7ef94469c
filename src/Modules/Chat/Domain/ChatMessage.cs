namespace ConnectMe.Chat.Domain;

/// <summary>One message, or one line about the group. It does not change any more.</summary>
/// <param name="Id">Follows from its author and what their page called it: sent again, it is the same.</param>
/// <param name="Number">Its place in the conversation, from 1 and without two that are the same.</param>
/// <param name="Text">As typed: never markup.</param>
public sealed record ChatMessage(Guid Id, Guid ConversationId, long Number, Guid AuthorId, DateTimeOffset At, string Text)
{
    public MessageKind Kind { get; init; }

    /// <summary>Whom a line about the group is about.</summary>
    public IReadOnlyList<Guid> About { get; init; } = [];

    /// <summary>So much of a text at most, and no half of a sign.</summary>
    public static string BeginningOf(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>More than this is no message but a document.</summary>
    public const int Longest = 4000;
}

public enum MessageKind
{
    Said,

    /// <summary>The group was made.</summary>
    Made,

    /// <summary>The group is called <see cref="ChatMessage.Text"/> now; empty: by its members again.</summary>
    Named,
    Added,
    Removed,
    Left,
}
