using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>A person of the company as other modules see them.</summary>
/// <param name="Extension">Internal number, digits only, unique in the company.</param>
/// <param name="Role">What they do ("Receptie en planning"); may be empty.</param>
/// <param name="IsAdministrator">May change the company's settings.</param>
public sealed record Person(UserId Id, string Name, string Extension, string Role, bool IsAdministrator = false)
{
    /// <summary>May be empty.</summary>
    public string Email { get; init; } = "";

    /// <summary>May listen in on colleagues' calls: administrators, for as long as there are no other roles.</summary>
    public bool MaySupervise => IsAdministrator;
}
