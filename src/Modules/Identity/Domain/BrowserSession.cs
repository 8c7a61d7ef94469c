namespace ConnectMe.Identity.Domain;

/// <summary>One sign-in of one browser, from sign-in until sign-out, revocation or age. The browser holds the token, we hold its hash.</summary>
public sealed record BrowserSession
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the cookie's token, hex.</summary>
    public string TokenHash { get; init; } = "";

    public Guid CompanyId { get; init; }

    public Guid UserId { get; init; }

    public DateTimeOffset SignedInAt { get; init; }

    public DateTimeOffset LastUsedAt { get; init; }

    /// <summary>"Stay signed in": a phone that must ring in the morning does not age by a night without use.</summary>
    public bool Remembered { get; init; }

    /// <summary>What the browser calls itself, for the list of sessions.</summary>
    public string Browser { get; init; } = "";

    public string Address { get; init; } = "";

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// Somebody of whom a second factor is demanded signed in without having one: from then on nothing is open before they have. Null: it was not
    /// demanded at sign-in.
    /// </summary>
    public DateTimeOffset? SecondFactorDueAt { get; init; }

    /// <summary>Null: signed in with a password, or by a link.</summary>
    public VouchedBy? Provider { get; init; }

    /// <summary>Of a phone: the provider by which who made its link had signed in; null: by none.</summary>
    public Guid? OpenedThrough { get; init; }

    public SessionKind Kind { get; init; }

    /// <summary>The password was that of the company's directory.</summary>
    public bool ByDirectory { get; init; }

    /// <summary>How the link came that signed a phone in, so that the next one can come the same way; null of a browser.</summary>
    public PhoneLinkWay? Way { get; init; }

    /// <summary>Where that link was sent.</summary>
    public string? SentTo { get; init; }

    public bool IsAliveAt(DateTimeOffset now) =>
        EndedAt is null && now < SignedInAt + LongestAge && (Remembered || now < LastUsedAt + LongestIdle);

    public static readonly TimeSpan LongestAge = TimeSpan.FromDays(30);
    public static readonly TimeSpan LongestIdle = TimeSpan.FromHours(12);
}

/// <summary>What was signed in.</summary>
public enum SessionKind
{
    Browser,

    /// <summary>A phone, by a <see cref="PhoneLink"/>: it rings for thirty days, unless it is revoked.</summary>
    MobileApp,
}
