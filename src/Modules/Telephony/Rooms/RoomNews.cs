using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Rooms;

/// <summary>Which rooms there are is part of the configuration, and what an application can be called by.</summary>
internal sealed class RoomNews(ICallApplicationsChanged applications) : IConfigurationChanged
{
    public async ValueTask ConfigurationChanged(CompanyId company) => await applications.CallApplicationsChanged(company);
}
