using System.Collections.Immutable;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Applications;

/// <summary>The applications that modules bring, by their names.</summary>
internal sealed class CallApplications(IEnumerable<ICallApplication> all)
{
    readonly ImmutableDictionary<string, ICallApplication> _byName = all.ToImmutableDictionary(one => one.Name, StringComparer.Ordinal);

    public ICallApplication? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What a switchboard has to know of them.</summary>
    public async ValueTask<ImmutableArray<KnownApplication>> Of(CompanyId company, CancellationToken ct)
    {
        var known = ImmutableArray.CreateBuilder<KnownApplication>(_byName.Count);
        foreach (var application in _byName.Values)
        {
            var reach = await application.ReachOf(company, ct);
            known.Add(
                new KnownApplication(application.Name, reach.People, reach.Codes, reach.Queues)
                {
                    Destinations =
                    [
                        .. reach.Destinations.Select(destination => new KnownDestination(
                            destination.Id,
                            destination.Name,
                            destination.Extension
                        )),
                    ],
                }
            );
        }

        return known.MoveToImmutable();
    }
}

/// <summary>Tells a company's switchboard at once whose calls applications take from now on.</summary>
internal sealed class ApplicationPost(CallApplications applications, SwitchboardPost post, ILogger<ApplicationPost> log)
    : ICallApplicationsChanged
{
    public async Task CallApplicationsChanged(CompanyId company)
    {
        try
        {
            post.To(company, new SwitchboardInput.ApplicationsChanged(await applications.Of(company, CancellationToken.None)));
        }
        catch (Exception failure) // the change is saved; the switchboard asks again by itself within half a minute
        {
            log.ApplicationsNotRead(failure, company);
        }
    }
}
