using ConnectMe.Telephony.Domain;
using JasperFx.Events.Projections;
using Marten;
using Marten.Schema;
using Marten.Schema.Indexing.Unique;

namespace ConnectMe.Telephony.Configuration;

/// <summary>How the configuration lies in Marten: one stream per aggregate with its state beside it, and the secrets as documents.</summary>
internal static class ConfigurationDocuments
{
    public static void Register(StoreOptions options)
    {
        options.Projections.Snapshot<Device>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<Trunk>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<CompanyNumber>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<CallerIdRules>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<PersonalCallerId>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<PersonalDevice>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<DialPermissions>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<ParkingLot>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<ConferenceRoom>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<CompanySound>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<MusicOnHold>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<RecordingRules>(SnapshotLifecycle.Inline);
        options
            .Schema.For<Device>()
            .UniqueIndex(UniqueIndexType.Computed, "ux_device_username", TenancyScope.Global, device => device.Username);
        options
            .Schema.For<CompanyNumber>()
            .UniqueIndex(UniqueIndexType.Computed, "ux_company_number", TenancyScope.PerTenant, number => number.Number.E164!);
        options.Schema.For<DeviceSecret>();
        options.Schema.For<TrunkPassword>();
        options.Schema.For<SoundContent>();
    }
}
