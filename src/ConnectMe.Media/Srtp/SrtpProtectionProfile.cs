namespace ConnectMe.Media.Srtp;

/// <summary>Numbers of the DTLS-SRTP registry (RFC 5764 §4.1.2, RFC 7714 §14.2).</summary>
internal enum SrtpProtectionProfile
{
    Aes128CmHmacSha1_80 = 0x0001,
    AeadAes128Gcm = 0x0007,
}
