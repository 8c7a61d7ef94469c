namespace ConnectMe.Identity.Domain;

/// <summary>A person with an account. What they sign in with lies in <see cref="Credential"/>, outside the history.</summary>
public sealed partial record User(Guid Id, string Name, string UserName, string Email, string Extension, string Role, bool IsAdministrator)
{
    public static User Create(UserAdded added) =>
        new(added.UserId, added.Name, added.UserName, added.Email, added.Extension, added.Role, added.IsAdministrator);
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
