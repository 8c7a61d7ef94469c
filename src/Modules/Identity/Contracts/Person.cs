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

    /// <summary>Of colleagues with the same one; may be empty.</summary>
    public string Department { get; init; } = "";

    /// <summary>E.164; null: none noted.</summary>
    public string? Mobile { get; init; }

    /// <summary>Answers the calls of queues; who does not is out of them.</summary>
    public bool IsAgent { get; init; }

    /// <summary>Watches over the agents of queues.</summary>
    public bool IsSupervisor { get; init; }

    /// <summary>"nl" or "en": what they read until they choose themselves; null: the company's.</summary>
    public string? Language { get; init; }

    /// <summary>Just now; they change it themselves.</summary>
    public ProfileRole ProfileRole { get; init; }

    public PersonRights Rights { get; init; } = PersonRights.Standard;

    /// <summary>May listen in on colleagues' calls: administrators, until supervisors have queues to watch over.</summary>
    public bool MaySupervise => IsAdministrator;
}
