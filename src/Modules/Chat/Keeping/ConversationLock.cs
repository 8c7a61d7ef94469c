using ConnectMe.Chat.Domain;
using Marten;

namespace ConnectMe.Chat.Keeping;

/// <summary>
/// Who writes in a conversation has it for themselves until they have saved: so messages get their numbers in the order in which they can be read, and nothing comes in below a mark.
/// </summary>
internal static class ConversationLock
{
    /// <returns>As it is now; null: it is not there.</returns>
    public static async Task<Conversation?> Hold(this IDocumentSession session, Guid conversation, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await session.Lock(conversation, ct);
        return await session.LoadAsync<Conversation>(conversation, ct);
    }

    /// <summary>The marks of one person in a conversation: they do not wait for who writes in it.</summary>
    public static async Task<ChatMember?> HoldMember(this IDocumentSession session, Guid member, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await session.Lock(member, ct);
        return await session.LoadAsync<ChatMember>(member, ct);
    }

    /// <summary>Until the end of the transaction.</summary>
    static Task<IReadOnlyList<int>> Lock(this IDocumentSession session, Guid id, CancellationToken ct) =>
        session.QueryAsync<int>(
            "select 1 from (select pg_advisory_xact_lock(?)) as held",
            ct,
            BitConverter.ToInt64(id.ToByteArray().AsSpan(8))
        );
}
