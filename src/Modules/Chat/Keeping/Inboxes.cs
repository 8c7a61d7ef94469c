using System.Collections.Concurrent;
using ConnectMe.Chat.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Chat.Keeping;

/// <summary>
/// The conversations of everybody who asked lately, in memory: every page shows how many are unread, also while the database is slow or away. What this process changes is seen at
/// once, what another machine changes within half a minute.
/// </summary>
internal sealed class Inboxes(IDocumentStore store, TimeProvider time)
{
    /// <summary>Of one person; older ones are found by name.</summary>
    public const int Most = 300;

    readonly ConcurrentDictionary<(CompanyId, UserId), Known> _people = new();
    readonly ConcurrentDictionary<(CompanyId, UserId), long> _versions = new();

    /// <summary>The newest first; conversations in which nothing was said yet are not among them.</summary>
    public async ValueTask<IReadOnlyList<InboxEntry>> Of(CompanyId company, UserId person, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var version = _versions.GetValueOrDefault((company, person));
        if (_people.TryGetValue((company, person), out var known) && known.Version == version && now < known.FreshUntil)
        {
            return known.Entries;
        }

        try
        {
            var entries = await Read(company, person, ct);
            _people[(company, person)] = new Known(entries, version, now + Fresh);
            return entries;
        }
        catch (Exception exception) when (known is not null && DatabaseAway.IsSaidBy(exception))
        {
            return known.Entries;
        }
    }

    public void Forget(CompanyId company, IEnumerable<UserId> people)
    {
        foreach (var person in people)
        {
            _versions.AddOrUpdate((company, person), 1, (_, version) => version + 1);
        }
    }

    async Task<IReadOnlyList<InboxEntry>> Read(CompanyId company, UserId person, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var marks = await query.Query<ChatMember>().Where(member => member.PersonId == person.Value).ToListAsync(ct);
        var own = marks.ToDictionary(member => member.ConversationId);
        var conversations = await query
            .Query<Conversation>()
            .Where(conversation => conversation.Id.IsOneOf(own.Keys.ToArray()) && conversation.Last > 0)
            .OrderByDescending(conversation => conversation.LastAt)
            .Take(Most)
            .ToListAsync(ct);
        return
        [
            .. conversations
                .Where(conversation => conversation.Has(person.Value))
                .Select(conversation => new InboxEntry(conversation, own[conversation.Id])),
        ];
    }

    sealed record Known(IReadOnlyList<InboxEntry> Entries, long Version, DateTimeOffset FreshUntil);

    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
}

/// <summary>One conversation as one person has it.</summary>
internal sealed record InboxEntry(Conversation Conversation, ChatMember Own)
{
    /// <summary>Messages that they have not read.</summary>
    public long Unread => Math.Max(0, Conversation.Last - Own.Read);
}
