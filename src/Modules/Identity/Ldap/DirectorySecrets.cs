using ConnectMe.Identity.SignIns;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectMe.Identity.Ldap;

/// <summary>Encrypts the passwords of the accounts that look people up, by keys that lie outside the database.</summary>
internal sealed class DirectorySecrets(IDataProtectionProvider protection)
{
    readonly IDataProtector _protector = protection.CreateProtector("ConnectMe.Identity.DirectoryPassword");

    public string Protect(string password) => _protector.Protect(password);

    /// <summary>Null when the keys that it was encrypted with are gone: it must be typed in again.</summary>
    public string? Read(string kept) => KeptSecret.Read(_protector, kept);
}
