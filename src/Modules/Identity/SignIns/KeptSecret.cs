using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectMe.Identity.SignIns;

internal static class KeptSecret
{
    /// <summary>Null when the keys that it was encrypted with are gone: it must be typed in again, or nothing fits it any more.</summary>
    public static string? Read(this IDataProtector protector, string kept)
    {
        try
        {
            return protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
