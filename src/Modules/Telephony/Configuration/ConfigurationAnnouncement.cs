using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Configuration;

/// <summary>Tells the company's open pages that its configuration changed, by the name "configuration".</summary>
internal sealed class ConfigurationAnnouncement(ILiveUpdates live, IPeople people, ILogger<ConfigurationAnnouncement> log)
    : IConfigurationChanged
{
    public void ConfigurationChanged(CompanyId company) => _ = Tell(company);

    async Task Tell(CompanyId company)
    {
        try
        {
            var all = await people.Of(company, CancellationToken.None);
            live.Publish(company, [.. all.Select(person => person.Id)], Topic);
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            log.ChangeNotAnnounced(company, exception.Message); // pages ask again when they are opened
        }
    }

    public const string Topic = "configuration";
}
