using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Contracts;

namespace ConnectMe.Presence.Statuses;

/// <summary>Somebody planned something, or a planned status has begun or ended: who goes by statuses is told, and who goes by roles when one changed.</summary>
internal sealed class PlannedNews(PresenceNews news, IPlannedRoles roles, IEnumerable<IPeopleChanged> people, Lazy<StatusEnds> ends)
    : IPlannedStatusesChanged
{
    readonly ConcurrentDictionary<CompanyId, IReadOnlyDictionary<UserId, PlannedRole>> _told = new();

    public async Task PlannedStatusesChanged(CompanyId company)
    {
        await Tell(company);
        ends.Value.LookAgain(company);
    }

    public async Task Tell(CompanyId company)
    {
        var now = await roles.Of(company, CancellationToken.None);
        var before = _told.GetValueOrDefault(company);
        if (before != now && (before is not null || now.Count > 0))
        {
            _told[company] = now;
            foreach (var listener in people)
            {
                listener.PeopleChanged(company);
            }
        }

        await news.Tell(company);
    }
}
