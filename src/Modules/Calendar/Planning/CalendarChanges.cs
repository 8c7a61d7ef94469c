using ConnectMe.Calendar.Domain;
using ConnectMe.Kernel;
using ConnectMe.Presence.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Calendar.Planning;

/// <summary>Changes of anybody's calendar.</summary>
internal sealed class CalendarChanges(IServiceProvider services) : CompanyChanges(typeof(CalendarEntry))
{
    protected override async Task Tell(CompanyId company)
    {
        foreach (var listener in services.GetServices<IPlannedStatusesChanged>())
        {
            await listener.PlannedStatusesChanged(company);
        }
    }
}
