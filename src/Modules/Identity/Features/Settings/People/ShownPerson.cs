using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;

namespace ConnectMe.Identity.Features;

/// <param name="IsMe">The administrator who looks.</param>
internal sealed record ShownPerson(User User, PersonState State, bool IsMe)
{
    public required RightsTemplate Rights { get; init; }

    /// <summary>The company's numbers that ring at them.</summary>
    public IReadOnlyList<PersonNumber> FixedNumbers { get; init; } = [];

    /// <summary>What they are beside a user, which everybody is.</summary>
    public IEnumerable<PersonRole> Roles =>
        Enum.GetValues<PersonRole>()
            .Where(role =>
                role switch
                {
                    PersonRole.Administrator => User.IsAdministrator,
                    PersonRole.Supervisor => User.IsSupervisor,
                    PersonRole.Agent => User.IsAgent,
                    _ => false,
                }
            );
}

internal enum PersonRole
{
    Administrator,
    Supervisor,
    Agent,
}

internal enum PersonState
{
    Active,

    /// <summary>Has no password yet, and a link to choose one.</summary>
    Invited,

    /// <summary>Has no password, and the link is too old.</summary>
    InvitationExpired,
    Deactivated,
}
