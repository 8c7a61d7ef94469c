namespace ConnectMe.Identity.Domain;

/// <summary>Somebody typed the right password, or came by a provider, and has yet to prove themselves a second time. The browser holds the token, we hold its hash.</summary>
public sealed record PendingSignIn
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the cookie's token, hex.</summary>
    public string TokenHash { get; init; } = "";

    public Guid CompanyId { get; init; }

    public Guid UserId { get; init; }

    /// <summary>The password's hash when it was typed: a changed password ends this.</summary>
    public string PasswordHash { get; init; } = "";

    /// <summary>Null: a password was typed.</summary>
    public VouchedBy? Provider { get; init; }

    public string Address { get; init; } = "";

    public bool Remembered { get; init; }

    public string? ReturnUrl { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public int WrongCodes { get; init; }

    /// <summary>What was sent last; it takes the place of what was sent before.</summary>
    public SentCode? Sent { get; init; }

    /// <summary>What a passkey is asked to sign, from when it is chosen.</summary>
    public PasskeyQuestion? Asked { get; init; }

    public bool IsAliveAt(DateTimeOffset now) => now < StartedAt + Lasts && WrongCodes < MostWrongCodes;

    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);
    public const int MostWrongCodes = 5;
}

/// <summary>A second factor that somebody is adding: what they must show to have.</summary>
/// <param name="Id">The user's id: one at a time.</param>
/// <param name="Session">In which browser.</param>
public sealed record PendingFactor(Guid Id, Guid Session, SecondFactorMethod Method, DateTimeOffset StartedAt)
{
    public string? ProtectedSecret { get; init; }

    public string? Number { get; init; }

    public SentCode? Sent { get; init; }

    public PasskeyQuestion? Asked { get; init; }

    public int WrongCodes { get; init; }

    public bool IsAliveAt(DateTimeOffset now) => now < StartedAt + PendingSignIn.Lasts && WrongCodes < PendingSignIn.MostWrongCodes;
}

/// <summary>A code on its way to somebody.</summary>
/// <param name="ProtectedCode">Encrypted with the installation's keys: six digits are no secret by their hash.</param>
/// <param name="Times">How many were sent so far.</param>
public sealed record SentCode(SecondFactorMethod By, string ProtectedCode, DateTimeOffset At, int Times)
{
    public bool WorksAt(DateTimeOffset now) => now < At + Lasts;

    /// <summary>Before that another is not sent: it is on its way.</summary>
    public DateTimeOffset AgainAt => At + Pause;

    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    public const int MostTimes = 5;
}

/// <param name="Options">What the browser is told (WebAuthn §5.4, §5.5), as JSON.</param>
/// <param name="State">What the check of its answer needs.</param>
public sealed record PasskeyQuestion(string Options, string? State);
