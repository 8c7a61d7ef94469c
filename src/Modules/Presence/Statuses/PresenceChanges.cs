using ConnectMe.Kernel;
using ConnectMe.Presence.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Presence.Statuses;

/// <summary>Changes of a company's statuses, and of who is in which.</summary>
internal sealed class PresenceChanges(IServiceProvider services)
    : CompanyChanges(typeof(CompanyStatuses), typeof(ChosenStatus), typeof(Forwarding))
{
    protected override async Task Tell(CompanyId company)
    {
        await services.GetRequiredService<PresenceNews>().Tell(company);
        services.GetRequiredService<StatusEnds>().LookAgain(company);
    }
}
