namespace ConnectMe.Identity.Domain;

/// <summary>A person with an account. What they sign in with lies in <see cref="Credential"/>, outside the history.</summary>
public sealed partial record User(Guid Id, string Name, string UserName, string Email, string Extension, string Role, bool IsAdministrator)
{
    public const int LongestName = 100;

    /// <summary>Null: works here. Else nobody signs in or is called by this account, and its extension is free for others.</summary>
    public DateTimeOffset? DeactivatedAt { get; init; }

    public IEnumerable<object> Change(UserChanged to) => to == Now ? [] : [to];

    public IEnumerable<object> Deactivate(DateTimeOffset at) => DeactivatedAt is null ? [new UserDeactivated(Id, at)] : [];

    public IEnumerable<object> Reactivate() => DeactivatedAt is null ? [] : [new UserReactivated(Id)];

    public static User Create(UserAdded added) =>
        new(added.UserId, added.Name, added.UserName, added.Email, added.Extension, added.Role, added.IsAdministrator);

    public User Apply(UserChanged changed) =>
        this with
        {
            Name = changed.Name,
            UserName = changed.UserName,
            Email = changed.Email,
            Extension = changed.Extension,
            Role = changed.Role,
            IsAdministrator = changed.IsAdministrator,
        };

    public User Apply(UserDeactivated deactivated) => this with { DeactivatedAt = deactivated.At };

    public User Apply(UserReactivated _) => this with { DeactivatedAt = null };

    UserChanged Now => new(Id, Name, UserName, Email, Extension, Role, IsAdministrator);
}

public sealed record UserAdded(
    Guid UserId,
    string Name,
    string UserName,
    string Email,
    string Extension,
    string Role,
    bool IsAdministrator = false
);

public sealed record UserChanged(
    Guid UserId,
    string Name,
    string UserName,
    string Email,
    string Extension,
    string Role,
    bool IsAdministrator
);

public sealed record UserDeactivated(Guid UserId, DateTimeOffset At);

public sealed record UserReactivated(Guid UserId);
