using System.Collections.Concurrent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Contracts;
using ConnectMe.Presence.Domain;

namespace ConnectMe.Presence.Statuses;

/// <summary>The role of who is in a planned status: a function of the time, as the status itself.</summary>
internal sealed class PlannedRoles(IPlannedStatuses planned, TimeProvider time) : IPlannedRoles
{
    readonly ConcurrentDictionary<CompanyId, Known> _companies = new();

    public async ValueTask<IReadOnlyDictionary<UserId, PlannedRole>> Of(CompanyId company, CancellationToken ct)
    {
        var plans = await planned.Of(company, ct);
        var now = time.GetUtcNow();
        if (_companies.TryGetValue(company, out var known) && known.Plans == plans && known.From <= now && now < known.Until)
        {
            return known.Roles;
        }

        var roles = plans
            .GroupBy(one => one.Person)
            .Select(own => (Person: own.Key, Plan: Plan.At(now, [.. own])))
            .Where(one => one.Plan is not null)
            .ToDictionary(one => one.Person, one => new PlannedRole(one.Plan!.Status.Role, one.Plan.Since));
        var same = known is not null && Same(known.Roles, roles) ? known.Roles : roles;
        _companies[company] = new Known(plans, same, now, Plan.NextChange(now, plans) ?? DateTimeOffset.MaxValue);
        return same;
    }

    static bool Same(IReadOnlyDictionary<UserId, PlannedRole> one, Dictionary<UserId, PlannedRole> other) =>
        one.Count == other.Count && other.All(role => one.TryGetValue(role.Key, out var was) && was == role.Value);

    sealed record Known(
        IReadOnlyList<PlannedStatus> Plans,
        IReadOnlyDictionary<UserId, PlannedRole> Roles,
        DateTimeOffset From,
        DateTimeOffset Until
    );
}
