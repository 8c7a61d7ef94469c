namespace ConnectMe.Identity.Contracts;

/// <summary>The way in for an administrator whom nobody can help on a page any more: offered by who commands the server, and by nobody else.</summary>
public interface IRescue
{
    /// <summary>Makes a link that works once, for a quarter of an hour; using it takes the second factor away. It is in the audit log.</summary>
    /// <param name="name">User name or e-mail address.</param>
    Task<RescueOffer> Offer(string name, CancellationToken ct);
}

/// <param name="Refusal">Null: it was made.</param>
/// <param name="Name">Who chooses a password by it.</param>
/// <param name="Path">Of the link, with its token; after the address of the installation.</param>
/// <param name="Site">Where people reach the installation; null: no administrator has set it.</param>
public sealed record RescueOffer(RescueRefusal? Refusal, string Name, string Path, string? Site)
{
    public static RescueOffer Refused(RescueRefusal why) => new(why, "", "", Site: null);
}

public enum RescueRefusal
{
    NobodyOfThisName,

    /// <summary>Administrators help everybody else.</summary>
    NoAdministrator,

    /// <summary>They were deactivated.</summary>
    Left,
}
