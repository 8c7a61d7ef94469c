using ConnectMe.Media.Dtls;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Bench;

/// <summary>Keys as a handshake would export them.</summary>
internal static class Keys
{
    public static SrtpKeyingMaterial For(string profile) =>
        profile switch
        {
            "AEAD_AES_128_GCM" => new(SrtpProtectionProfile.AeadAes128Gcm, Bytes(16, 1), Bytes(16, 2), Bytes(12, 3), Bytes(12, 4)),
            "AES128_CM_HMAC_SHA1_80" => new(
                SrtpProtectionProfile.Aes128CmHmacSha1_80,
                Bytes(16, 1),
                Bytes(16, 2),
                Bytes(14, 3),
                Bytes(14, 4)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "No such profile"),
        };

    static byte[] Bytes(int length, byte first) => [.. Enumerable.Range(first, length).Select(i => (byte)i)];
}
