using System.Globalization;
using System.Security.Cryptography;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Media.Sdp;

/// <summary>
/// A key in the clear of the description, which its transport protects (RFC 4568 §9.1):
/// <code>a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:base64(key || salt)|2^31</code>
/// </summary>
sealed class CryptoAttribute(int tag, SrtpProtectionProfile profile, byte[] key, byte[] salt)
{
    public int Tag => tag;

    public SrtpProtectionProfile Profile => profile;

    public byte[] Key => key;

    public byte[] Salt => salt;

    /// <summary>Null when malformed, or when it asks for what we have not: another suite, an MKI, several keys, a session parameter (RFC 4568 §6.3).
    /// A line that cannot be used is passed over for the next one (§5.1.2).</summary>
    public static CryptoAttribute? TryParse(ReadOnlySpan<char> value)
    {
        Span<Range> words = stackalloc Range[MaximumWords];
        var count = value.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries);
        if (
            count is < 3 or MaximumWords
            || value[words[0]].Length > 9
            || !int.TryParse(value[words[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var tag)
            || ProfileOf(value[words[1]]) is not { } profile
            || ReadKey(value[words[2]], profile) is not { } material
        )
        {
            return null;
        }

        for (var i = 3; i < count; i++)
        {
            // WSH is a hint; a parameter with a minus may be ignored (§6.3.7). All others change how packets look.
            if (!value[words[i]].StartsWith("WSH=", StringComparison.Ordinal) && value[words[i]][0] != '-')
            {
                return null;
            }
        }

        return new CryptoAttribute(tag, profile, material[..SrtpKeyLengths.Key], material[SrtpKeyLengths.Key..]);
    }

    /// <summary>A key of our own.</summary>
    public static CryptoAttribute Create(int tag, SrtpProtectionProfile profile, RandomNumberGenerator random)
    {
        var material = new byte[SrtpKeyLengths.Key + SrtpKeyLengths.SaltOf(profile)];
        random.GetBytes(material);
        return new CryptoAttribute(tag, profile, material[..SrtpKeyLengths.Key], material[SrtpKeyLengths.Key..]);
    }

    public CryptoAttribute WithTag(int other) => new(other, profile, key, salt);

    /// <summary>The attribute's value.</summary>
    public string Write() =>
        string.Create(CultureInfo.InvariantCulture, $"{tag} {NameOf(profile)} inline:{Convert.ToBase64String([.. key, .. salt])}");

    public bool HasSameKeyAs(CryptoAttribute? other) =>
        other is not null && profile == other.Profile && key.AsSpan().SequenceEqual(other.Key) && salt.AsSpan().SequenceEqual(other.Salt);

    // Not the key: descriptions end up in logs.
    public override string ToString() => $"{tag} {NameOf(profile)}";

    /// <summary>"inline:key|2^20|1:4": a lifetime is a promise that we need not know of; an MKI would be in every packet (§6.1).</summary>
    static byte[]? ReadKey(ReadOnlySpan<char> parameters, SrtpProtectionProfile profile)
    {
        if (!parameters.StartsWith("inline:", StringComparison.Ordinal))
        {
            return null;
        }

        var text = parameters["inline:".Length..];
        if (text.IndexOfAny(';', ':') >= 0)
        {
            return null; // several keys, or an MKI
        }

        text = text.IndexOf('|') is var bar and >= 0 ? text[..bar] : text;
        var material = new byte[SrtpKeyLengths.Key + SrtpKeyLengths.SaltOf(profile)];
        Span<char> padded = stackalloc char[MaximumKeyText];
        if (text.Length is 0 or > MaximumKeyText - 3)
        {
            return null;
        }

        // 30 bytes need no padding, 28 do, and some leave it out.
        text.CopyTo(padded);
        var length = text.Length;
        while (length % 4 != 0)
        {
            padded[length++] = '=';
        }

        return Convert.TryFromBase64Chars(padded[..length], material, out var written) && written == material.Length ? material : null;
    }

    static SrtpProtectionProfile? ProfileOf(ReadOnlySpan<char> suite) =>
        suite switch
        {
            "AES_CM_128_HMAC_SHA1_80" => SrtpProtectionProfile.Aes128CmHmacSha1_80,
            "AES_CM_128_HMAC_SHA1_32" => SrtpProtectionProfile.Aes128CmHmacSha1_32,
            "AEAD_AES_128_GCM" => SrtpProtectionProfile.AeadAes128Gcm,
            _ => null,
        };

    static string NameOf(SrtpProtectionProfile profile) =>
        profile switch
        {
            SrtpProtectionProfile.Aes128CmHmacSha1_80 => "AES_CM_128_HMAC_SHA1_80",
            SrtpProtectionProfile.Aes128CmHmacSha1_32 => "AES_CM_128_HMAC_SHA1_32",
            SrtpProtectionProfile.AeadAes128Gcm => "AEAD_AES_128_GCM",
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, null),
        };

    const int MaximumWords = 12;
    const int MaximumKeyText = 64;
}
