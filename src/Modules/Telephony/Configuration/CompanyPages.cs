using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Configuration;

/// <summary>Tells all open pages of a company that something changed, by its name. What changes while it is being told is told with it.</summary>
internal sealed class CompanyPages(ILiveUpdates live, IPeople people, ILogger<CompanyPages> log)
{
    readonly ConcurrentDictionary<(CompanyId Company, string Topic), bool> _untold = new();

    public void Tell(CompanyId company, string topic)
    {
        if (_untold.TryAdd((company, topic), true))
        {
            _ = Publish(company, topic);
        }
    }

    async Task Publish(CompanyId company, string topic)
    {
        try
        {
            var all = await people.Of(company, CancellationToken.None);
            _untold.TryRemove((company, topic), out _);
            live.Publish(company, [.. all.Select(person => person.Id)], topic);
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            log.ChangeNotAnnounced(company, exception.Message); // pages ask again when they are opened
        }
        finally
        {
            _untold.TryRemove((company, topic), out _);
        }
    }
}
