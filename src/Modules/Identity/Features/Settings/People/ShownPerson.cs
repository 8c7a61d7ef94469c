using ConnectMe.Identity.Domain;

namespace ConnectMe.Identity.Features;

/// <param name="IsMe">The administrator who looks.</param>
internal sealed record ShownPerson(User User, PersonState State, bool IsMe);

internal enum PersonState
{
    Active,

    /// <summary>Has no password yet, and a link to choose one.</summary>
    Invited,

    /// <summary>Has no password, and the link is too old.</summary>
    InvitationExpired,
    Deactivated,
}
