using ConnectMe.Kernel;

namespace ConnectMe.Chat.Domain;

/// <summary>Somebody in a conversation, and how far they have come in it. Marks only rise.</summary>
/// <param name="From">What came before this message they do not see: it was said before they were in the group.</param>
public sealed record ChatMember(Guid Id, Guid ConversationId, Guid PersonId, long From)
{
    /// <summary>A page of theirs has heard of all up to this.</summary>
    public long Delivered { get; init; } = From;

    /// <summary>They had the conversation open and before them up to this.</summary>
    public long Read { get; init; } = From;

    public static Guid IdOf(Guid conversation, Guid person) => NamedId.Of($"chat-member-{conversation:n}", person);

    public static ChatMember Of(Guid conversation, Guid person, long from) => new(IdOf(conversation, person), conversation, person, from);

    /// <summary>Who has read it has got it.</summary>
    public ChatMember Marked(long delivered, long read) =>
        this with
        {
            Delivered = Math.Max(Delivered, Math.Max(delivered, read)),
            Read = Math.Max(Read, read),
        };
}
