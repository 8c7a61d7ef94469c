using ConnectMe.Presence.Contracts;
using ConnectMe.Presence.Domain;

namespace ConnectMe.Presence.Statuses;

/// <summary>Everything of one company that says who is in which status, as it was read last. What holds is asked of it with the time.</summary>
internal sealed record PresenceOfCompany(CompanyStatuses Statuses, IReadOnlyDictionary<Guid, PersonAvailability> People)
{
    public ILookup<Guid, PlannedStatus> Planned { get; init; } = Enumerable.Empty<PlannedStatus>().ToLookup(one => one.Person.Value);

    public PersonAvailability Of(Guid person)
    {
        var own = People.GetValueOrDefault(person) ?? PersonAvailability.None;
        return Planned.Contains(person) ? own with { Planned = [.. Planned[person]] } : own;
    }

    /// <summary>When the next temporary or planned status begins or ends; null: none does.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now) =>
        People.Keys.Union(Planned.Select(of => of.Key)).Select(person => Of(person).NextChange(now)).Min();
}
