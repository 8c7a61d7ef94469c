namespace ConnectMe.Identity.Domain;

/// <summary>
/// An OpenID provider that a company lets vouch for its people. A document, not an event: a replaced secret must not live on in a history.
/// </summary>
/// <param name="Name">On the button of the sign-in page.</param>
/// <param name="Issuer">Exactly as the provider writes itself (OpenID Connect Discovery §4.3).</param>
/// <param name="ProtectedSecret">Encrypted with the installation's keys; null until one was typed.</param>
public sealed record SignInProvider(Guid Id, ProviderKind Kind, string Name, string Issuer, string ClientId, string? ProtectedSecret)
{
    public bool IsOn { get; init; }

    /// <summary>Of e-mail addresses, in small letters. Without any nobody is known by their address.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>Somebody new with a verified address of <see cref="Domains"/> gets an account.</summary>
    public bool MakesAccounts { get; init; }

    /// <summary>Somebody of whom the company has exactly this verified address of <see cref="Domains"/> is linked at their first sign-in.</summary>
    public bool LinksByEmail { get; init; }

    /// <summary>What the company demands after a password it demands after this provider too, unless that says it has asked for a second factor.</summary>
    public bool AsksOwnSecondFactor { get; init; }

    /// <summary>Who has an address of <see cref="Domains"/> does not sign in with a password, administrators excepted: they need a way back.</summary>
    public bool IsOnlyWay { get; init; }

    public bool Covers(string email) =>
        email.LastIndexOf('@') is > 0 and var at && Domains.Contains(email[(at + 1)..].ToLowerInvariant(), StringComparer.Ordinal);

    public const int Most = 10;
    public const int LongestName = 40;
}

/// <summary>Which provider it is: what its guide says, and how far it can be believed about addresses.</summary>
public enum ProviderKind
{
    Entra,
    AdFs,
    Google,
    Keycloak,
    Other,
}

/// <summary>Who vouched for somebody in the place of their password.</summary>
/// <param name="Name">What the provider was called then.</param>
/// <param name="SaidMfa">It says it has asked for more than one factor (RFC 8176 §2).</param>
public sealed record VouchedBy(Guid Id, string Name, bool SaidMfa);
