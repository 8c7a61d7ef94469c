using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectMe.Contacts.CardDav;

/// <summary>Encrypts what people sign in to their address books with, by keys that lie outside the database.</summary>
internal sealed class AddressBookPasswords(IDataProtectionProvider protection)
{
    readonly IDataProtector _protector = protection.CreateProtector("ConnectMe.Contacts.AddressBookPassword");

    public string Protect(string password) => _protector.Protect(password);

    /// <summary>Null when the keys that it was encrypted with are gone: it must be typed in again.</summary>
    public string? Read(string kept)
    {
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
