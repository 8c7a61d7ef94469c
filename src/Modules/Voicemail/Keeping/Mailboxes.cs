using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>What everybody set about their voicemail, and who has any: in memory, since calls do not wait for the database.</summary>
internal sealed class Mailboxes(IDocumentStore store, MailboxChanges changes, IPeople people, TimeProvider time)
{
    readonly CompanyMemory<IReadOnlyDictionary<Guid, Mailbox>> _companies = new(changes, time, (company, ct) => Read(store, company, ct));

    /// <summary>With whom callers can leave a message: who has the right, and has not switched it off.</summary>
    public async ValueTask<ImmutableHashSet<UserId>> Of(CompanyId company, CancellationToken ct)
    {
        var set = await _companies.Of(company, ct);
        return
        [
            .. (await people.Of(company, ct))
                .Where(person => person.Rights.Voicemail && set.GetValueOrDefault(person.Id.Value) is not { IsOff: true })
                .Select(person => person.Id),
        ];
    }

    public async ValueTask<Mailbox> Of(CompanyId company, UserId person, CancellationToken ct) =>
        (await _companies.Of(company, ct)).GetValueOrDefault(person.Value) ?? Mailbox.Of(person.Value);

    static async Task<IReadOnlyDictionary<Guid, Mailbox>> Read(IDocumentStore store, CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        return (await query.Query<Mailbox>().ToListAsync(ct)).ToDictionary(mailbox => mailbox.Id);
    }
}

/// <summary>Changes of mailboxes, and of who may have one: the calls follow them.</summary>
internal sealed class MailboxChanges(IServiceProvider services) : CompanyChanges(typeof(Mailbox)), IPeopleChanged
{
    public void PeopleChanged(CompanyId company) => _ = Tell(company); // who is told throws nothing

    protected override async Task Tell(CompanyId company)
    {
        foreach (var listener in services.GetServices<ICallApplicationsChanged>())
        {
            await listener.CallApplicationsChanged(company);
        }
    }
}
