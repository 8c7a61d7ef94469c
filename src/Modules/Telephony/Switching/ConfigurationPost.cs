using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Switching;

/// <summary>Tells a company's switchboard at once what its administrator changed.</summary>
internal sealed class ConfigurationPost(ITelephonyConfigurations configurations, SwitchboardPost post, ILogger<ConfigurationPost> log)
    : IConfigurationChanged
{
    public void ConfigurationChanged(CompanyId company) => _ = Post(company);

    async Task Post(CompanyId company)
    {
        try
        {
            post.To(company, new SwitchboardInput.ConfigurationChanged(await configurations.Of(company, CancellationToken.None)));
        }
        catch (Exception failure) // nobody awaits this; the switchboard asks again by itself within half a minute
        {
            log.ConfigurationNotRead(failure, company);
        }
    }
}
