using System.Security.Cryptography;
using System.Text;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectMe.Identity.SecondStep;

/// <summary>Encrypts secrets of authenticator apps and codes on their way, by keys that lie outside the database.</summary>
internal sealed class SecondFactorSecrets(IDataProtectionProvider protection)
{
    readonly IDataProtector _protector = protection.CreateProtector("ConnectMe.Identity.SecondFactor");

    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>Null when the keys that it was encrypted with are gone: nothing fits it any more.</summary>
    public string? Read(string kept) => KeptSecret.Read(_protector, kept);

    /// <summary>What was typed is the code that was sent this way, in time.</summary>
    public bool Fits(SentCode? sent, SecondFactorMethod by, string typed, DateTimeOffset now) =>
        sent is not null
        && sent.By == by
        && sent.WorksAt(now)
        && Read(sent.ProtectedCode) is { } code
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(typed));
}
