using System.Globalization;
using System.Security.Cryptography;

namespace ConnectMe.Media.Dtls;

/// <summary>SHA-256 of a certificate, as SDP writes it (RFC 8122 §5). Other hashes are refused: no browser offers them.</summary>
internal sealed record DtlsFingerprint
{
    const int HashLength = 32;

    DtlsFingerprint(string colonHex) => ColonHex = colonHex;

    /// <summary>Upper-case hexadecimal bytes with colons between.</summary>
    public string ColonHex { get; }

    public static DtlsFingerprint Of(ReadOnlySpan<byte> certificate)
    {
        Span<byte> hash = stackalloc byte[HashLength];
        SHA256.HashData(certificate, hash);
        return new DtlsFingerprint(Write(hash));
    }

    /// <summary>Reads the value of a=fingerprint: "sha-256 AB:CD:…", in either case.</summary>
    public static DtlsFingerprint? TryParse(ReadOnlySpan<char> attribute)
    {
        const string prefix = "sha-256 ";
        attribute = attribute.Trim();
        if (!attribute.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var hex = attribute[prefix.Length..].Trim();
        if (hex.Length != (HashLength * 3) - 1)
        {
            return null;
        }
        Span<byte> hash = stackalloc byte[HashLength];
        for (var i = 0; i < HashLength; i++)
        {
            var isSeparated = i == HashLength - 1 || hex[(i * 3) + 2] == ':';
            if (
                !isSeparated
                || !byte.TryParse(hex.Slice(i * 3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out hash[i])
            )
            {
                return null;
            }
        }
        return new DtlsFingerprint(Write(hash));
    }

    /// <summary>The value of a=fingerprint.</summary>
    public override string ToString() => $"sha-256 {ColonHex}";

    static string Write(ReadOnlySpan<byte> hash)
    {
        Span<char> text = stackalloc char[(HashLength * 3) - 1];
        for (var i = 0; i < hash.Length; i++)
        {
            hash[i].TryFormat(text[(i * 3)..], out _, "X2", CultureInfo.InvariantCulture);
            if (i > 0)
            {
                text[(i * 3) - 1] = ':';
            }
        }
        return new string(text);
    }
}
