using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony.Configuration;

/// <summary>Changes of a company's configuration. People's rights are part of it.</summary>
internal sealed class ConfigurationChanges(IServiceProvider services)
    : CompanyChanges(
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
        typeof(ConferenceRoom),
        typeof(CompanySound),
        typeof(MusicOnHold),
        typeof(RecordingRules),
        typeof(PushSubscription)
    ),
        IPeopleChanged
{
    public void PeopleChanged(CompanyId company) => _ = Changed(company);

    protected override async Task Tell(CompanyId company)
    {
        foreach (var listener in services.GetServices<IConfigurationChanged>())
        {
            await listener.ConfigurationChanged(company);
        }
    }
}
