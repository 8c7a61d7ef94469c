using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Sip.Authentication;

/// <summary>The sums of RFC 7616 §3.4. Values are hashed as they stood between their quotes: "unq(X)" takes quotes away, not backslashes.</summary>
static class DigestHash
{
    const int Stack = 1024;

    public static string Of(DigestAlgorithm algorithm, ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= Stack ? stackalloc byte[Stack] : new byte[most];
        bytes = bytes[..Encoding.UTF8.GetBytes(text, bytes)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = algorithm == DigestAlgorithm.Sha256 ? SHA256.HashData(bytes, hash) : MD5.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..length]);
    }

    /// <summary>KD of §3.4.1: with qop, or in the manner of RFC 2069 where the server offered none.</summary>
    public static string Response(
        DigestAlgorithm algorithm,
        string secret,
        string method,
        string uri,
        string nonce,
        string? qop,
        uint count,
        string cnonce
    )
    {
        var request = Of(algorithm, $"{method}:{uri}");
        return qop is null
            ? Of(algorithm, $"{secret}:{nonce}:{request}")
            : Of(algorithm, $"{secret}:{nonce}:{count:x8}:{cnonce}:{qop}:{request}");
    }
}
