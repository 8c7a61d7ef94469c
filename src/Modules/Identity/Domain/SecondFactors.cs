namespace ConnectMe.Identity.Domain;

/// <summary>
/// What a person proves themselves with after the password. A document, not an event: a removed secret must not live on in a history.
/// </summary>
/// <param name="Id">The user's id.</param>
public sealed record SecondFactors(Guid Id)
{
    public AuthenticatorApp? App { get; init; }

    public EmailForCodes? Email { get; init; }

    public PhoneForCodes? Phone { get; init; }

    public IReadOnlyList<Passkey> Passkeys { get; init; } = [];

    /// <summary>What is left of them; a used one is gone.</summary>
    public IReadOnlyList<RecoveryCode> Recovery { get; init; } = [];

    /// <summary>Of their own. Recovery codes stand in for one and are none.</summary>
    public IReadOnlyList<SecondFactorMethod> Methods =>
        [
            .. Passkeys.Count > 0 ? [SecondFactorMethod.Passkey] : Array.Empty<SecondFactorMethod>(),
            .. App is not null ? [SecondFactorMethod.App] : Array.Empty<SecondFactorMethod>(),
            .. Phone is not null ? [SecondFactorMethod.Sms] : Array.Empty<SecondFactorMethod>(),
            .. Email is not null ? [SecondFactorMethod.Email] : Array.Empty<SecondFactorMethod>(),
        ];

    /// <summary>The recovery codes go with the last one: they stand in for a factor.</summary>
    /// <param name="id">Of a passkey; of the others there is one.</param>
    public SecondFactors Without(SecondFactorMethod method, string id)
    {
        var left = method switch
        {
            SecondFactorMethod.App => this with { App = null },
            SecondFactorMethod.Email => this with { Email = null },
            SecondFactorMethod.Sms => this with { Phone = null },
            SecondFactorMethod.Passkey => this with { Passkeys = [.. Passkeys.Where(key => key.Id != id)] },
            _ => this,
        };
        return left.Methods.Count == 0 ? new SecondFactors(Id) : left;
    }
}

/// <summary>How somebody proves themselves after the password.</summary>
public enum SecondFactorMethod
{
    /// <summary>Codes of an authenticator app (TOTP, RFC 6238).</summary>
    App,

    /// <summary>A code by mail, to the account's address.</summary>
    Email,

    /// <summary>A code by text message.</summary>
    Sms,

    /// <summary>WebAuthn.</summary>
    Passkey,

    /// <summary>One of ten codes for when the rest is lost.</summary>
    Recovery,
}

/// <param name="ProtectedSecret">Encrypted with the installation's keys, which lie outside the database.</param>
/// <param name="LastStep">The time step whose code was used last: each is used once (RFC 6238 §5.2).</param>
public sealed record AuthenticatorApp(string ProtectedSecret, long LastStep, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt = null);

public sealed record EmailForCodes(DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt = null);

/// <param name="Number">E.164; the person has typed a code that was sent to it.</param>
public sealed record PhoneForCodes(string Number, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt = null);

/// <summary>A key pair of an authenticator, of which we hold the public half.</summary>
/// <param name="Id">The credential's id, base64url.</param>
/// <param name="Site">The host it was made for: it works there only.</param>
/// <param name="Kept">All that its check needs (WebAuthn §4, credential record), as JSON.</param>
public sealed record Passkey(string Id, string Name, string Site, string Kept, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt = null);

/// <param name="Hash">SHA-256 of the person's id and the code, hex.</param>
public sealed record RecoveryCode(string Hash);
