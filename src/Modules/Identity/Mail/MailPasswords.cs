using ConnectMe.Identity.SignIns;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectMe.Identity.Mail;

/// <summary>Encrypts what companies sign in to their mail servers with, by keys that lie outside the database.</summary>
internal sealed class MailPasswords(IDataProtectionProvider protection)
{
    readonly IDataProtector _protector = protection.CreateProtector("ConnectMe.Identity.MailPassword");

    public string Protect(string password) => _protector.Protect(password);

    /// <summary>Null when the keys that it was encrypted with are gone: it must be typed in again.</summary>
    public string? Read(string kept) => KeptSecret.Read(_protector, kept);
}
