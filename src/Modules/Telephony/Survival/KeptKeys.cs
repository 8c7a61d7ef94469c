using System.Security.Cryptography;
using ConnectMe.Media;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectMe.Telephony.Survival;

/// <summary>The keys of encrypted sound are kept sealed, as passwords are, and go with their call.</summary>
internal sealed class KeptKeys(IDataProtectionProvider protection)
{
    readonly IDataProtector _protector = protection.CreateProtector("ConnectMe.Telephony.KeptKeys");

    public LegPast? Seal(LegPast? past) => past is { Keys.Length: > 0 } ? past with { Keys = _protector.Protect(past.Keys) } : past;

    /// <summary>Without keys where nobody can open them any more: new ones are offered then.</summary>
    public LegPast? Open(LegPast? past)
    {
        if (string.IsNullOrEmpty(past?.Keys))
        {
            return past is null ? null : past with { Keys = "" }; // null: an earlier version of ours kept none
        }

        try
        {
            return past with { Keys = _protector.Unprotect(past.Keys) };
        }
        catch (CryptographicException)
        {
            return past with { Keys = "" };
        }
    }
}
