using ConnectMe.Identity.SignIns;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>Encrypts what companies are known by at their providers, by keys that lie outside the database.</summary>
internal sealed class ProviderSecrets(IDataProtectionProvider protection)
{
    readonly IDataProtector _protector = protection.CreateProtector("ConnectMe.Identity.ProviderSecret");

    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>Null when there is none, or the keys that it was encrypted with are gone: it must be typed in again.</summary>
    public string? Read(string? kept) => kept is null ? null : KeptSecret.Read(_protector, kept);
}
