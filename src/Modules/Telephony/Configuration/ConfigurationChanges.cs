using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using Marten;
using Marten.Services;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony.Configuration;

/// <summary>Hears each commit of this process, counts those that changed a company's configuration, and tells who listens. People's rights are part of it.</summary>
internal sealed class ConfigurationChanges(IServiceProvider services) : DocumentSessionListenerBase, IPeopleChanged
{
    static readonly HashSet<Type> Parts =
    [
        typeof(Device),
        typeof(DeviceSecret),
        typeof(Trunk),
        typeof(TrunkPassword),
        typeof(CompanyNumber),
        typeof(CallerIdRules),
        typeof(PersonalCallerId),
        typeof(PersonalDevice),
        typeof(DialPermissions),
        typeof(ParkingLot),
        typeof(RecordingRules),
        typeof(PushSubscription),
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
            await Tell(new CompanyId(id));
        }
    }

    public void PeopleChanged(CompanyId company) => _ = Tell(company);

    async Task Tell(CompanyId company)
    {
        _versions.AddOrUpdate(company, 1, (_, version) => version + 1);
        foreach (var listener in services.GetServices<IConfigurationChanged>())
        {
            await listener.ConfigurationChanged(company);
        }
    }
}
