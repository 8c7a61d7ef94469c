namespace ConnectMe.Media.Srtp;

/// <summary>Bytes of a master key and its salt (RFC 3711 §8.2, RFC 7714 §12).</summary>
static class SrtpKeyLengths
{
    public const int Key = 16;

    public static int SaltOf(SrtpProtectionProfile profile) => profile == SrtpProtectionProfile.AeadAes128Gcm ? 12 : 14;
}
