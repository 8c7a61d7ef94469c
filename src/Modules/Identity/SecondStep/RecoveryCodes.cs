using System.Security.Cryptography;
using System.Text;
using ConnectMe.Identity.Domain;
using OtpNet;

namespace ConnectMe.Identity.SecondStep;

/// <summary>Ten codes to write down, each of which stands in once for a lost factor: 120 random bits, of which we keep a hash.</summary>
internal static class RecoveryCodes
{
    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, Count).Select(_ => One())];

    public static RecoveryCode Kept(Guid user, string code) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user:n} {Plain(code)}"))));

    static string One() =>
        string.Join('-', Base32Encoding.ToString(RandomNumberGenerator.GetBytes(15)).Chunk(4).Select(part => new string(part)));

    /// <summary>However it is typed.</summary>
    static string Plain(string typed) => new([.. typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);

    const int Count = 10;
}
