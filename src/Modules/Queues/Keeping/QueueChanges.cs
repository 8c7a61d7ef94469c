using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Queues.Keeping;

/// <summary>Changes of a company's queues, of who is signed in, and of who can be in one.</summary>
internal sealed class QueueChanges(IServiceProvider services)
    : CompanyChanges(typeof(CompanyQueues), typeof(QueueSignIn)),
        IPeopleChanged,
        IBusinessHoursChanged
{
    public void PeopleChanged(CompanyId company) => _ = Tell(company); // who is told throws nothing

    public void BusinessHoursChanged(CompanyId company) => services.GetRequiredService<QueueHours>().LookAgain(company);

    protected override async Task Tell(CompanyId company)
    {
        await services.GetRequiredService<QueueNews>().Tell(company);
        services.GetRequiredService<QueueHours>().LookAgain(company);
    }
}
