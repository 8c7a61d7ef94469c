namespace ConnectMe.Media.Srtp;

/// <summary>Numbers of the DTLS-SRTP registry (RFC 5764 §4.1.2, RFC 7714 §14.2).</summary>
internal enum SrtpProtectionProfile
{
    Aes128CmHmacSha1_80 = 0x0001,

    /// <summary>Never our choice: taken from phones that have no other (RFC 4568 §6.2.3).</summary>
    Aes128CmHmacSha1_32 = 0x0002,
    AeadAes128Gcm = 0x0007,
}
