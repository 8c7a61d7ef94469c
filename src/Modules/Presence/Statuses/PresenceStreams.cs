using ConnectMe.Kernel;

namespace ConnectMe.Presence.Statuses;

/// <summary>The ids of what a company or a person has one of: they follow from whose it is, so two first changes meet in one.</summary>
internal static class PresenceStreams
{
    public static Guid Statuses(CompanyId company) => NamedId.Of("statuses", company.Value);

    public static Guid Forwarding(UserId person, Guid status) => NamedId.Of($"forwarding/{status:n}", person.Value);
}
