using ConnectMe.Presence.Domain;

namespace ConnectMe.Presence.Statuses;

/// <summary>Everything of one company that says who is in which status, as it was read last. What holds is asked of it with the time.</summary>
internal sealed record PresenceOfCompany(CompanyStatuses Statuses, IReadOnlyDictionary<Guid, PersonAvailability> People)
{
    public PersonAvailability Of(Guid person) => People.GetValueOrDefault(person) ?? PersonAvailability.None;

    /// <summary>When the next temporary status ends; null: none does.</summary>
    public DateTimeOffset? NextEnd(DateTimeOffset now) =>
        People.Values.Select(person => person.Chosen?.Until).Where(until => until > now).Min();
}
