using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConnectMe.Telephony.Waking;

/// <summary>Encrypts a push message for one browser (RFC 8291), in one record of the aes128gcm content encoding (RFC 8188). Pure.</summary>
internal static class MessageEncryption
{
    /// <summary>An uncompressed point of P-256.</summary>
    public const int KeyLength = 65;

    public const int SecretLength = 16;

    public const int SaltLength = 16;

    /// <summary>RFC 8291 §4: what a push service takes in any case, less what the encryption adds.</summary>
    public const int LongestMessage = 3993;

    /// <param name="key">The browser's.</param>
    /// <param name="ours">A key pair for this message alone.</param>
    /// <param name="salt">Random, for this message alone.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> message, byte[] key, byte[] secret, ECDiffieHellman ours, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, LongestMessage, nameof(message));
        using var theirs = Import(key);
        var own = Export(ours);
        var shared = ours.DeriveRawSecretAgreement(theirs.PublicKey);

        // RFC 8291 §3.4: key_info = "WebPush: info" || 0x00 || ua_public || as_public
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, secret, [.. "WebPush: info\0"u8, .. key, .. own]);

        // RFC 8188 §2.2, §2.3
        var saltBytes = salt.ToArray();
        var contentKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, saltBytes, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, saltBytes, "Content-Encoding: nonce\0"u8.ToArray());

        // RFC 8188 §2.1: salt, record size, length of the key id, key id; then the record: message, 0x02 as the last record's delimiter, tag.
        var body = new byte[SaltLength + 4 + 1 + KeyLength + message.Length + 1 + TagLength];
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltLength), RecordSize);
        body[SaltLength + 4] = KeyLength;
        own.CopyTo(body.AsSpan(SaltLength + 5));
        var record = body.AsSpan(SaltLength + 5 + KeyLength);
        byte[] padded = [.. message, 0x02];
        using var gcm = new AesGcm(contentKey, TagLength);
        gcm.Encrypt(nonce, padded, record[..padded.Length], record[padded.Length..]);
        return body;
    }

    /// <summary>False for what is no point of the curve: such a key would give ours away (RFC 8291 §7).</summary>
    public static bool IsKey(ReadOnlySpan<byte> key)
    {
        if (key is not [Uncompressed, ..] || key.Length != KeyLength)
        {
            return false;
        }

        try
        {
            using var _ = Import(key);
            return true;
        }
        catch (CryptographicException) // the library's only way to say no
        {
            return false;
        }
    }

    public static byte[] Export(ECDiffieHellman pair)
    {
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        return [Uncompressed, .. point.X!, .. point.Y!];
    }

    static ECDiffieHellman Import(ReadOnlySpan<byte> key) =>
        ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = key[1..33].ToArray(), Y = key[33..].ToArray() },
            }
        );

    const byte Uncompressed = 0x04;
    const int TagLength = 16;
    const uint RecordSize = 4096;
}
