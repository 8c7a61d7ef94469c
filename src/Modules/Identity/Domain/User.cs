using ConnectMe.Identity.Contracts;

namespace ConnectMe.Identity.Domain;

/// <summary>A person with an account. What they sign in with lies in <see cref="Credential"/>, outside the history.</summary>
public sealed partial record User(Guid Id, string Name, string UserName, string Email, string Extension, string Role, bool IsAdministrator)
{
    public const int LongestName = 100;

    /// <summary>Null: works here. Else nobody signs in or is called by this account, and its extension is free for others.</summary>
    public DateTimeOffset? DeactivatedAt { get; init; }

    public string Department { get; init; } = "";

    /// <summary>E.164; null: none noted.</summary>
    public string? Mobile { get; init; }

    public bool IsAgent { get; init; }

    public bool IsSupervisor { get; init; }

    /// <summary>"nl" or "en": what they read until they choose themselves; null: the company's.</summary>
    public string? Language { get; init; }

    public ProfileRole ProfileRole { get; init; }

    /// <summary>What is planned to begin or end later goes before it; null: before there were plans.</summary>
    public DateTimeOffset? ProfileRoleChosenAt { get; init; }

    /// <summary>One of the company's; null: the standard one.</summary>
    public Guid? RightsTemplate { get; init; }

    public RightsOfOne OwnRights { get; init; } = RightsOfOne.None;

    public IEnumerable<object> Change(UserChanged to) => to == Now ? [] : [to];

    public IEnumerable<object> GiveRights(UserRightsChanged to) => to.Template == RightsTemplate && to.Own == OwnRights ? [] : [to];

    /// <param name="now">The role they are in, which may be a planned one.</param>
    public IEnumerable<object> ChooseRole(ProfileRole role, ProfileRole now, DateTimeOffset at) =>
        role == now ? [] : [new ProfileRoleChosen(Id, role) { At = at }];

    public IEnumerable<object> Deactivate(DateTimeOffset at) => DeactivatedAt is null ? [new UserDeactivated(Id, at)] : [];

    public IEnumerable<object> Reactivate() => DeactivatedAt is null ? [] : [new UserReactivated(Id)];

    public static User Create(UserAdded added) =>
        new(added.UserId, added.Name, added.UserName, added.Email, added.Extension, added.Role, added.IsAdministrator)
        {
            Department = added.Department ?? "",
            Mobile = added.Mobile,
            IsAgent = added.IsAgent,
            IsSupervisor = added.IsSupervisor,
            Language = added.Language,
            RightsTemplate = added.RightsTemplate,
        };

    public User Apply(UserChanged changed) =>
        this with
        {
            Name = changed.Name,
            UserName = changed.UserName,
            Email = changed.Email,
            Extension = changed.Extension,
            Role = changed.Role,
            IsAdministrator = changed.IsAdministrator,
            Department = changed.Department ?? "",
            Mobile = changed.Mobile,
            IsAgent = changed.IsAgent,
            IsSupervisor = changed.IsSupervisor,
            Language = changed.Language,
        };

    public User Apply(UserRightsChanged changed) => this with { RightsTemplate = changed.Template, OwnRights = changed.Own };

    public User Apply(ProfileRoleChosen chosen) => this with { ProfileRole = chosen.Role, ProfileRoleChosenAt = chosen.At };

    public User Apply(UserDeactivated deactivated) => this with { DeactivatedAt = deactivated.At };

    public User Apply(UserReactivated _) => this with { DeactivatedAt = null };

    /// <summary>All of it, as a change would say it.</summary>
    public UserChanged Now =>
        new(Id, Name, UserName, Email, Extension, Role, IsAdministrator, Department, Mobile, IsAgent, IsSupervisor, Language);
}

public sealed record UserAdded(
    Guid UserId,
    string Name,
    string UserName,
    string Email,
    string Extension,
    string Role,
    bool IsAdministrator = false,
    string? Department = null,
    string? Mobile = null,
    bool IsAgent = false,
    bool IsSupervisor = false,
    string? Language = null,
    Guid? RightsTemplate = null
);

/// <param name="Department">Null in events of before there were departments.</param>
public sealed record UserChanged(
    Guid UserId,
    string Name,
    string UserName,
    string Email,
    string Extension,
    string Role,
    bool IsAdministrator,
    string? Department = null,
    string? Mobile = null,
    bool IsAgent = false,
    bool IsSupervisor = false,
    string? Language = null
);

/// <param name="Template">Null: the standard one.</param>
public sealed record UserRightsChanged(Guid UserId, Guid? Template, RightsOfOne Own, DateTimeOffset At, Guid By);

public sealed record ProfileRoleChosen(Guid UserId, ProfileRole Role)
{
    public DateTimeOffset? At { get; init; }
}

public sealed record UserDeactivated(Guid UserId, DateTimeOffset At);

public sealed record UserReactivated(Guid UserId);
