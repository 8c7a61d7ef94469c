using System.Buffers.Text;
using System.Text.Json;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ConnectMe.Identity.SecondStep;

/// <summary>Makes and checks passkeys (WebAuthn level 3), by .NET's own check. A passkey belongs to the host at which it was made.</summary>
internal sealed class PasskeyChecks(IHttpContextAccessor http, TimeProvider time)
{
    /// <summary>What the browser is told to make a passkey, and what is kept to check it.</summary>
    public async Task<PasskeyQuestion> ToMake(User user, SecondFactors factors)
    {
        var entity = new PasskeyUserEntity
        {
            Id = user.Id.ToString("n"),
            Name = user.UserName,
            DisplayName = user.Name,
        };
        var made = await Handler(user.Id, factors).MakeCreationOptionsAsync(entity, Context);
        return new PasskeyQuestion(made.CreationOptionsJson, made.AttestationState);
    }

    /// <returns>Null: it is none, or does not answer what was asked.</returns>
    public async Task<Passkey?> Made(SecondFactors factors, PasskeyQuestion asked, string credential, string name)
    {
        var result = await Handler(factors.Id, factors)
            .PerformAttestationAsync(
                new PasskeyAttestationContext
                {
                    CredentialJson = credential,
                    AttestationState = asked.State,
                    HttpContext = Context,
                }
            );
        return result.Succeeded
            ? new Passkey(IdOf(result.Passkey), name, Context.Request.Host.Host, Write(result.Passkey), time.GetUtcNow())
            : null;
    }

    /// <summary>What the browser is told to use one.</summary>
    public async Task<PasskeyQuestion> ToUse(SecondFactors factors)
    {
        var owner = Owner(factors.Id, factors);
        var made = await Handler(owner).MakeRequestOptionsAsync(owner, Context);
        return new PasskeyQuestion(made.RequestOptionsJson, made.AssertionState);
    }

    /// <returns>The passkey as it is now, its count taken on; null: it is not theirs, or does not answer what was asked.</returns>
    public async Task<Passkey?> Used(SecondFactors factors, PasskeyQuestion asked, string credential)
    {
        var result = await Handler(factors.Id, factors)
            .PerformAssertionAsync(
                new PasskeyAssertionContext
                {
                    CredentialJson = credential,
                    AssertionState = asked.State,
                    HttpContext = Context,
                }
            );
        return result.Succeeded
            ? factors.Passkeys.First(key => key.Id == IdOf(result.Passkey)) with
            {
                Kept = Write(result.Passkey),
                LastUsedAt = time.GetUtcNow(),
            }
            : null;
    }

    HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("Passkeys are checked within a request.");

    PasskeyHandler<PasskeyOwner> Handler(Guid user, SecondFactors factors) => Handler(Owner(user, factors));

    static PasskeyHandler<PasskeyOwner> Handler(PasskeyOwner owner) =>
        new(
            new UserManager<PasskeyOwner>(
                new OnePasskeyOwner(owner),
                Options.Create(new IdentityOptions()),
                new PasswordHasher<PasskeyOwner>(),
                [],
                [],
                new UpperInvariantLookupNormalizer(),
                new IdentityErrorDescriber(),
                services: null!,
                NullLogger<UserManager<PasskeyOwner>>.Instance
            ),
            Options.Create(
                new IdentityPasskeyOptions
                {
                    AttestationConveyancePreference = "none", // whose make it is does not matter
                    UserVerificationRequirement = "preferred", // the password was the other factor
                    ResidentKeyRequirement = "discouraged",
                    ValidateOrigin = said => ValueTask.FromResult(!said.CrossOrigin && said.Origin == said.HttpContext.Request.Origin()),
                }
            )
        );

    /// <summary>With the passkeys of this host.</summary>
    PasskeyOwner Owner(Guid user, SecondFactors factors) =>
        new(user.ToString("n"), user.ToString("n"), [.. factors.Passkeys.Where(key => key.Site == Context.Request.Host.Host).Select(Read)]);

    static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    static string Write(UserPasskeyInfo passkey) =>
        JsonSerializer.Serialize(
            new KeptPasskey(
                passkey.CredentialId,
                passkey.PublicKey,
                passkey.CreatedAt,
                passkey.SignCount,
                passkey.Transports,
                passkey.IsUserVerified,
                passkey.IsBackupEligible,
                passkey.IsBackedUp
            )
        );

    static UserPasskeyInfo Read(Passkey passkey)
    {
        var kept = JsonSerializer.Deserialize<KeptPasskey>(passkey.Kept)!;
        return new UserPasskeyInfo(
            kept.CredentialId,
            kept.PublicKey,
            kept.CreatedAt,
            kept.SignCount,
            kept.Transports,
            kept.IsUserVerified,
            kept.IsBackupEligible,
            kept.IsBackedUp,
            attestationObject: [],
            clientDataJson: []
        );
    }

    sealed record KeptPasskey(
        byte[] CredentialId,
        byte[] PublicKey,
        DateTimeOffset CreatedAt,
        uint SignCount,
        string[]? Transports,
        bool IsUserVerified,
        bool IsBackupEligible,
        bool IsBackedUp
    );
}
