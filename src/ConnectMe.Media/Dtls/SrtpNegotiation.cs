using Org.BouncyCastle.Tls;
using SrtpProtectionProfile = ConnectMe.Media.Srtp.SrtpProtectionProfile;

namespace ConnectMe.Media.Dtls;

/// <summary>use_srtp and the key export (RFC 5764 §4.1, §4.2).</summary>
internal static class SrtpNegotiation
{
    /// <summary>Best first: GCM is one pass over the packet where counter mode with HMAC is two.</summary>
    public static readonly SrtpProtectionProfile[] Preference =
    [
        SrtpProtectionProfile.AeadAes128Gcm,
        SrtpProtectionProfile.Aes128CmHmacSha1_80,
    ];

    const int KeyLength = 16;

    /// <summary>No MKI: §4.1.1 lets the server answer with an empty one whatever the client said.</summary>
    public static UseSrtpData UseSrtp(params IEnumerable<SrtpProtectionProfile> profiles) => new([.. profiles.Select(p => (int)p)], []);

    public static SrtpProtectionProfile? Choose(UseSrtpData? offered)
    {
        foreach (var profile in Preference)
        {
            if (offered is not null && offered.ProtectionProfiles.Contains((int)profile))
            {
                return profile;
            }
        }
        return null;
    }

    /// <summary>To be called when the handshake completes: the library forgets its secrets right after.</summary>
    public static SrtpKeyingMaterial Export(TlsContext context, SrtpProtectionProfile profile)
    {
        var saltLength = profile == SrtpProtectionProfile.AeadAes128Gcm ? 12 : 14; // RFC 7714 §12, RFC 5764 §4.1.2
        var block = context.ExportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (KeyLength + saltLength)).AsSpan();
        return new SrtpKeyingMaterial(
            profile,
            ClientKey: block[..KeyLength].ToArray(),
            ServerKey: block.Slice(KeyLength, KeyLength).ToArray(),
            ClientSalt: block.Slice(2 * KeyLength, saltLength).ToArray(),
            ServerSalt: block.Slice((2 * KeyLength) + saltLength, saltLength).ToArray()
        );
    }
}
