using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Domain;
using Marten;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>How many messages everybody has, and has not heard yet; from memory, since every page and lamp shows it.</summary>
internal sealed class UnheardMessages(IDocumentStore store, MessageChanges changes, Groups groups, TimeProvider time) : IWaitingMessages
{
    readonly CompanyMemory<IReadOnlyDictionary<Guid, WaitingMessages>> _companies = new(
        changes,
        time,
        (company, ct) => Read(store, company, ct)
    );

    /// <summary>Their own and those of their groups: of all of them the lamps of their phones tell.</summary>
    public async ValueTask<WaitingMessages> Of(CompanyId company, UserId person, CancellationToken ct)
    {
        var all = await _companies.Of(company, ct);
        var mailboxes = (await groups.Of(company, person, ct))
            .Select(group => group.Id)
            .Append(person.Value)
            .Select(id => all.GetValueOrDefault(id));
        return mailboxes.Aggregate((one, other) => new WaitingMessages(one.Unheard + other.Unheard, one.Heard + other.Heard));
    }

    public async ValueTask<int> In(CompanyId company, Guid mailbox, CancellationToken ct) =>
        (await _companies.Of(company, ct)).GetValueOrDefault(mailbox).Unheard;

    static async Task<IReadOnlyDictionary<Guid, WaitingMessages>> Read(IDocumentStore store, CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var messages = await query
            .Query<VoicemailMessage>()
            .Where(message => message.DeletedAt == null)
            .Select(message => new { message.OwnerId, message.HeardAt })
            .ToListAsync(ct);
        return messages
            .GroupBy(message => message.OwnerId)
            .ToDictionary(
                own => own.Key,
                own => new WaitingMessages(own.Count(message => message.HeardAt is null), own.Count(message => message.HeardAt is not null))
            );
    }
}

/// <summary>Changes of a company's messages.</summary>
internal sealed class MessageChanges() : CompanyChanges(typeof(VoicemailMessage))
{
    /// <summary>Who is concerned is told by <see cref="MessageNews"/>.</summary>
    protected override Task Tell(CompanyId company) => Task.CompletedTask;
}
