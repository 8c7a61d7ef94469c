namespace ConnectMe.Identity.Domain;

/// <summary>A link that was mailed to somebody and lets them choose a password, once. The mail holds the token, we hold its hash.</summary>
public sealed record PasswordLink
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the link's token, hex.</summary>
    public string TokenHash { get; init; } = "";

    public Guid CompanyId { get; init; }

    public Guid UserId { get; init; }

    public PasswordLinkKind Kind { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public bool WorksAt(DateTimeOffset now) => now < ExpiresAt;
}

/// <summary>Why a link was sent.</summary>
public enum PasswordLinkKind
{
    /// <summary>A new person's first password.</summary>
    Invitation,

    /// <summary>The person asked for it.</summary>
    Forgotten,

    /// <summary>Offered on the server: for an administrator who has lost the second factor too, which goes with it.</summary>
    Rescue,
}
