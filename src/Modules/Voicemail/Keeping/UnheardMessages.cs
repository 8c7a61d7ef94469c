using ConnectMe.Kernel;
using ConnectMe.Voicemail.Domain;
using Marten;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>How many messages everybody has not heard yet; from memory, since every page shows it.</summary>
internal sealed class UnheardMessages(IDocumentStore store, MessageChanges changes, TimeProvider time)
{
    readonly CompanyMemory<IReadOnlyDictionary<Guid, int>> _companies = new(changes, time, (company, ct) => Read(store, company, ct));

    public async ValueTask<int> Of(CompanyId company, UserId person, CancellationToken ct) =>
        (await _companies.Of(company, ct)).GetValueOrDefault(person.Value);

    static async Task<IReadOnlyDictionary<Guid, int>> Read(IDocumentStore store, CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var owners = await query
            .Query<VoicemailMessage>()
            .Where(message => message.DeletedAt == null && message.HeardAt == null)
            .Select(message => message.OwnerId)
            .ToListAsync(ct);
        return owners.CountBy(owner => owner).ToDictionary();
    }
}

/// <summary>Changes of a company's messages.</summary>
internal sealed class MessageChanges() : CompanyChanges(typeof(VoicemailMessage))
{
    /// <summary>Who is concerned is told by <see cref="MessageNews"/>.</summary>
    protected override Task Tell(CompanyId company) => Task.CompletedTask;
}
