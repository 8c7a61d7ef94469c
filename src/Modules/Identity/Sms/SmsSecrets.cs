using ConnectMe.Identity.SignIns;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectMe.Identity.Sms;

/// <summary>Encrypts what companies sign in to their SMS services with, by keys that lie outside the database.</summary>
internal sealed class SmsSecrets(IDataProtectionProvider protection)
{
    readonly IDataProtector _protector = protection.CreateProtector("ConnectMe.Identity.SmsSecret");

    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>Null when the keys that it was encrypted with are gone: it must be typed in again.</summary>
    public string? Read(string kept) => KeptSecret.Read(_protector, kept);
}
