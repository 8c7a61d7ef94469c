using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Dashboards;
using ConnectMe.Kernel.Design;
using ConnectMe.Presence.Contracts;

namespace ConnectMe.Calendar.Features;

/// <summary>At the top of a dashboard: what the user plans next today.</summary>
internal sealed class SayNext(ICurrentUser me, IPlannedStatuses planned, IStatuses statuses, LocalTime local, TimeProvider time)
    : IDashboardNews
{
    public IReadOnlyList<string> Topics => ["calendar", "presence"];

    public async ValueTask<DashboardNews?> Now(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var known = (await statuses.Of(me.Company, ct)).ToDictionary(status => status.Id);
        var next = (await planned.Of(me.Company, ct))
            .Where(one => one.Person == me.User && one.From > now && local.DateOf(one.From) == local.DateOf(now))
            .Where(one => known.ContainsKey(one.StatusId))
            .MinBy(one => one.From);
        return next is null
            ? null
            : new DashboardNews(
                30,
                "clock",
                $"{local.Clock(next.From)} {known[next.StatusId].NameIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)}",
                "/calendar",
                IsForWide: true
            );
    }
}
