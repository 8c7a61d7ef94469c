using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Identity.SignIns;

/// <summary>The secret in the browser's cookie: 256 random bits, of which the server keeps only the hash.</summary>
internal static class SessionToken
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Null for what cannot be a token: no question is put to the database for it.</summary>
    public static string? Hash(string token) =>
        token.Length == Length && Base64Url.IsValid(token)
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)))
            : null;

    const int Length = 43;
}
