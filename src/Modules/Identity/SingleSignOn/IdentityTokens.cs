using System.Globalization;
using System.IdentityModel.Tokens.Jwt;
using ConnectMe.Identity.Domain;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>Looks at what a provider signed (OpenID Connect Core §3.1.3.7): its keys, itself, for us, now, about this trip.</summary>
internal sealed class IdentityTokens(ProviderDiscovery discovery)
{
    static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 64 * 1024 };
    static readonly OpenIdConnectProtocolValidator Protocol = new() { RequireTimeStampInNonce = false };

    public async Task<(VouchedPerson? Person, ProviderFault? Fault)> Look(
        SignInProvider provider,
        OpenIdConnectConfiguration document,
        OpenIdConnectMessage tokens,
        string nonce,
        CancellationToken ct
    )
    {
        var result = await Handler.ValidateTokenAsync(tokens.IdToken, Rules(provider, document));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // They have new keys. Not more than once a minute: who sends nonsense must not have us ask.
            var renewed = await discovery.Of(provider.Issuer, atMost: TimeSpan.FromMinutes(1), ct);
            result = renewed.Document is { } now ? await Handler.ValidateTokenAsync(tokens.IdToken, Rules(provider, now)) : result;
        }

        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
        {
            return (null, new ProviderFault(WhyNot(result.Exception), result.Exception?.GetType().Name ?? ""));
        }

        try
        {
            Protocol.ValidateTokenResponse(
                new OpenIdConnectProtocolValidationContext
                {
                    ClientId = provider.ClientId,
                    Nonce = nonce,
                    ProtocolMessage = tokens,
                    ValidatedIdToken = JwtSecurityTokenConverter.Convert(token),
                }
            );
        }
        catch (OpenIdConnectProtocolException exception)
        {
            return (null, new ProviderFault(ProviderFaultKind.NotBelieved, exception.GetType().Name));
        }

        return token.Subject is { Length: > 0 and <= LongestSubject }
            ? (VouchedPerson.Of(provider.Kind, token), null)
            : (null, new ProviderFault(ProviderFaultKind.NotBelieved, "sub"));
    }

    static TokenValidationParameters Rules(SignInProvider provider, OpenIdConnectConfiguration document) =>
        new()
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = provider.ClientId,
            IssuerSigningKeys = document.SigningKeys,
            // a key of theirs that everybody has must not be taken for a shared secret: none of HS256, and not "none"
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = Skew,
        };

    static ProviderFaultKind WhyNot(Exception? exception) =>
        exception is SecurityTokenNotYetValidException ? ProviderFaultKind.ClockOff : ProviderFaultKind.NotBelieved;

    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    const int LongestSubject = 255; // OpenID Connect Core §2
}

/// <summary>Whom a provider vouches for.</summary>
/// <param name="Email">As it says; null: it says none.</param>
/// <param name="IsEmailVerified">It is known to be theirs now, not only typed by them once.</param>
internal sealed record VouchedPerson(string Issuer, string Subject, string Name, string? Email, bool IsEmailVerified, bool SaidMfa)
{
    public static VouchedPerson Of(ProviderKind kind, JsonWebToken token)
    {
        var email = Text(token, "email");
        return new VouchedPerson(
            token.Issuer,
            token.Subject,
            Text(token, "name") ?? Joined(token) ?? "",
            email,
            email is not null && IsVerified(kind, token, email),
            token.Claims.Any(claim => claim.Type == "amr" && Mfa.Contains(claim.Value, StringComparer.Ordinal))
        );
    }

    /// <summary>
    /// Entra ID lets whoever administers a directory write any address: only <c>xms_edov</c> says that the domain's owner has confirmed it. At Google somebody
    /// may have kept an account of their own with an address of a company they left: <c>hd</c> says that the company has it. AD FS says nothing of it unless it is told to, and then nothing is known.
    /// </summary>
    static bool IsVerified(ProviderKind kind, JsonWebToken token, string email) =>
        kind switch
        {
            ProviderKind.Entra => IsTrue(token, "xms_edov"),
            ProviderKind.Google => IsTrue(token, "email_verified")
                && Text(token, "hd") is { } domain
                && email.EndsWith($"@{domain}", StringComparison.OrdinalIgnoreCase),
            _ => IsTrue(token, "email_verified"),
        };

    static bool IsTrue(JsonWebToken token, string claim) =>
        Text(token, claim) is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    static string? Joined(JsonWebToken token) =>
        (Text(token, "given_name"), Text(token, "family_name")) switch
        {
            ({ } given, { } family) => string.Create(CultureInfo.InvariantCulture, $"{given} {family}"),
            (var given, var family) => given ?? family,
        };

    static string? Text(JsonWebToken token, string claim) =>
        token.TryGetClaim(claim, out var found) && found.Value.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>RFC 8176 §2, and how AD FS says it.</summary>
    static readonly string[] Mfa = ["mfa", "http://schemas.microsoft.com/claims/multipleauthn"];
}
