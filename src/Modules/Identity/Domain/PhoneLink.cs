namespace ConnectMe.Identity.Domain;

/// <summary>
/// A link that signs one phone in, once, and for no longer than the sign-in lasts that it was made in (docs/decisions/0016). It is shown as a code or
/// sent; we hold its hash.
/// </summary>
public sealed record PhoneLink
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the link's token, hex.</summary>
    public string TokenHash { get; init; } = "";

    public Guid CompanyId { get; init; }

    public Guid UserId { get; init; }

    /// <summary>The session it was made in.</summary>
    public Guid MadeIn { get; init; }

    public PhoneLinkWay Way { get; init; }

    /// <summary>The number or address it was sent to; null of one that was shown.</summary>
    public string? SentTo { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public bool WorksAt(DateTimeOffset now) => now < ExpiresAt;

    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
}

/// <summary>How a link comes to the phone.</summary>
public enum PhoneLinkWay
{
    /// <summary>The phone's camera reads it off the screen.</summary>
    Code,
    Mail,
    Sms,
}
