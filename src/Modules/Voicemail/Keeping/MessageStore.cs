using ConnectMe.Kernel;
using ConnectMe.Voicemail.Domain;
using Marten;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>Messages of people and groups, for pages and for who listens by phone. What is another's is not there.</summary>
internal sealed class MessageStore(IDocumentStore store, MessageFolder folder, MessageNews news, Groups groups, TimeProvider time)
{
    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<VoicemailMessage>> Of(CompanyId company, UserId person, CancellationToken ct) =>
        In(company, [person.Value], ct);

    /// <summary>Newest first, of all these mailboxes.</summary>
    public async Task<IReadOnlyList<VoicemailMessage>> In(CompanyId company, IReadOnlyCollection<Guid> mailboxes, CancellationToken ct)
    {
        var ids = mailboxes.ToArray();
        await using var query = store.QueryFor(company);
        return await query
            .Query<VoicemailMessage>()
            .Where(message => message.OwnerId.IsOneOf(ids) && message.DeletedAt == null)
            .OrderByDescending(message => message.LeftAt)
            .ToListAsync(ct);
    }

    /// <summary>Null: there is none of theirs or of a group of theirs, or its file is gone.</summary>
    public async Task<VoicemailMessage?> Find(CompanyId company, UserId person, Guid id, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        return
            await query.LoadAsync<VoicemailMessage>(id, ct) is { } message
            && message.IsKept
            && await groups.Hears(company, person, message.OwnerId, ct)
            && File.Exists(PathOf(company, message))
            ? message
            : null;
    }

    public string PathOf(CompanyId company, VoicemailMessage message) => folder.PathOf(company, message.OwnerId, message.Id);

    /// <summary>Once: a player asks for a sound in parts, several at a time.</summary>
    public Task MarkHeard(CompanyId company, UserId person, Guid id, CancellationToken ct) =>
        Change(company, person, id, message => message.IsNew ? new VoicemailHeard(id, person.Value, time.GetUtcNow()) : null, ct);

    /// <summary>The file goes too.</summary>
    public async Task Delete(CompanyId company, UserId person, Guid id, CancellationToken ct)
    {
        if (await Change(company, person, id, _ => new VoicemailDeleted(id, person.Value, time.GetUtcNow()), ct) is { } deleted)
        {
            folder.Files.Delete(company, deleted.OwnerId, id); // killed before this the file is deleted at the next start
        }
    }

    /// <returns>What it was; null: nothing happened.</returns>
    async Task<VoicemailMessage?> Change(
        CompanyId company,
        UserId person,
        Guid id,
        Func<VoicemailMessage, object?> decide,
        CancellationToken ct
    )
    {
        await using var session = store.SessionFor(company);
        var stream = await session.Events.FetchForExclusiveWriting<VoicemailMessage>(id, ct);
        if (
            stream.Aggregate is not { IsKept: true } message
            || !await groups.Hears(company, person, message.OwnerId, ct)
            || decide(message) is not { } happened
        )
        {
            return null;
        }

        stream.AppendOne(happened);
        await session.SaveChangesAsync(ct);
        await news.Tell(company, [message.OwnerId], ct);
        return message;
    }
}
