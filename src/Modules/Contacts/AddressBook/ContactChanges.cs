using System.Collections.Concurrent;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using Marten;
using Marten.Services;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>Hears each commit of this process, counts those that changed a company's contacts or screenings, and tells who listens.</summary>
internal sealed class ContactChanges(IServiceProvider services) : DocumentSessionListenerBase
{
    static readonly HashSet<Type> Parts =
    [
        typeof(Contact),
        typeof(NumberOfContact),
        typeof(BlockedNumber),
        typeof(CallerScreening),
        typeof(ImportedContacts),
        typeof(MarkedColleagues),
    ];

    readonly ConcurrentDictionary<CompanyId, long> _versions = new();

    public long VersionOf(CompanyId company) => _versions.GetValueOrDefault(company);

    public override async Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        var changed =
            commit.Inserted.Concat(commit.Updated).Any(document => Parts.Contains(document.GetType()))
            || commit.Deleted.Any(deletion => Parts.Contains(deletion.DocumentType));
        if (changed && Guid.TryParseExact(session.TenantId, "n", out var id))
        {
            var company = new CompanyId(id);
            _versions.AddOrUpdate(company, 1, (_, version) => version + 1);
            foreach (var listener in services.GetServices<IScreeningsChanged>())
            {
                await listener.ScreeningsChanged(company);
            }
        }
    }
}
