using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Identity.Contracts;

/// <summary>
/// What people type to show who they are, a password or a PIN, is kept as this alone: PBKDF2 with HMAC-SHA-512 (RFC 8018 §5.2), as text
/// <c>pbkdf2-sha512$iterations$salt$hash</c> so that the cost can be raised later.
/// </summary>
public static class PasswordHash
{
    /// <summary>Longer input is refused before hashing.</summary>
    public const int LongestPassword = 256;

    /// <summary>Of no password: verified when there is no such user, so that the work is the same.</summary>
    public static string OfNobody { get; } = Format(Iterations, new byte[SaltSize], new byte[HashSize]);

    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return Format(Iterations, salt, Derive(password, salt, Iterations));
    }

    public static bool Verify(string password, string stored)
    {
        var parts = stored.Split('$');
        if (parts is not [Scheme, var cost, var salt, var hash] || !int.TryParse(cost, CultureInfo.InvariantCulture, out var iterations))
        {
            return false;
        }

        var expected = Base64Url.DecodeFromChars(hash);
        return CryptographicOperations.FixedTimeEquals(Derive(password, Base64Url.DecodeFromChars(salt), iterations), expected);
    }

    static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, HashSize);

    static string Format(int iterations, byte[] salt, byte[] hash) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Scheme}${iterations}${Base64Url.EncodeToString(salt)}${Base64Url.EncodeToString(hash)}"
        );

    const string Scheme = "pbkdf2-sha512";
    const int Iterations = 220_000; // OWASP password storage, 2025
    const int SaltSize = 16;
    const int HashSize = 32;
}
