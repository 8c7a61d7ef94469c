using ConnectMe.Telephony.Domain;
using Marten;

namespace ConnectMe.Telephony.Features;

/// <summary>What stands above the rules: the stop switch, and the alarms of the last day beside it.</summary>
internal sealed class ShownAlarms(IQuerySession session, TimeProvider time)
{
    public async Task<StopSwitch> BesideSwitch(DialPermissions permissions, CancellationToken ct)
    {
        var alarms = await Lately(ct);
        return new StopSwitch(permissions, [.. alarms.Where(alarm => !alarm.IsOfRecordings)]);
    }

    public async Task<IReadOnlyList<DialAlarm>> OfRecordings(CancellationToken ct) =>
        [.. (await Lately(ct)).Where(alarm => alarm.IsOfRecordings)];

    async Task<IEnumerable<DialAlarm>> Lately(CancellationToken ct)
    {
        var since = time.GetUtcNow() - DialAlarm.ShownFor;
        var alarms = await session.Query<DialAlarm>().ToListAsync(ct); // one of each kind
        return alarms.Where(alarm => alarm.At > since).OrderByDescending(alarm => alarm.At);
    }
}

internal sealed record StopSwitch(DialPermissions Permissions, IReadOnlyList<DialAlarm> Alarms);
