using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Switching;

/// <summary>Tells a company's switchboard what its administrator changed, before the page says that it is saved: the next call follows it.</summary>
internal sealed class ConfigurationPost(ITelephonyConfigurations configurations, SwitchboardPost post, ILogger<ConfigurationPost> log)
    : IConfigurationChanged
{
    public async ValueTask ConfigurationChanged(CompanyId company)
    {
        try
        {
            post.To(company, new SwitchboardInput.ConfigurationChanged(await configurations.Of(company, CancellationToken.None)));
        }
        catch (Exception failure) // it is saved; the switchboard asks again by itself within half a minute
        {
            log.ConfigurationNotRead(failure, company);
        }
    }
}
