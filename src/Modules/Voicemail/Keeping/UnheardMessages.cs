using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Domain;
using Marten;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>How many messages everybody has, and has not heard yet; from memory, since every page and lamp shows it.</summary>
internal sealed class UnheardMessages(IDocumentStore store, MessageChanges changes, TimeProvider time) : IWaitingMessages
{
    readonly CompanyMemory<IReadOnlyDictionary<Guid, WaitingMessages>> _companies = new(
        changes,
        time,
        (company, ct) => Read(store, company, ct)
    );

    public async ValueTask<WaitingMessages> Of(CompanyId company, UserId person, CancellationToken ct) =>
        (await _companies.Of(company, ct)).GetValueOrDefault(person.Value);

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
