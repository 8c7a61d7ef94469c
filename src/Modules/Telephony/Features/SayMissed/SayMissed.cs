using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Dashboards;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.History;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>At the top of a dashboard: how many calls were missed today.</summary>
internal sealed class SayMissed(CallLog log, ICurrentUser me, LocalTime local, TimeProvider time, IStringLocalizer<TelephonyText> text)
    : IDashboardNews
{
    public IReadOnlyList<string> Topics => ["call-log"];

    public async ValueTask<DashboardNews?> Now(CancellationToken ct)
    {
        var today = local.StartOf(local.DateOf(time.GetUtcNow()));
        var filter = new CallLogFilter(CallLogKind.Missed, today);
        var count = (await log.Of(me.User.Value, filter, Most, ct)).Entries.Count;
        return count == 0 ? null : new DashboardNews(10, "phone-missed", text["MissedToday", count], "/calls?missed=true", IsBad: true);
    }

    const int Most = 99;
}
