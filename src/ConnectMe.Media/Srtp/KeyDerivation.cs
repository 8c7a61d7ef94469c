namespace ConnectMe.Media.Srtp;

/// <summary>Session keys from master key and salt (RFC 3711 §4.3); the key derivation rate is 0, so each is derived once.</summary>
internal static class KeyDerivation
{
    const int LabelOffset = 7; // the label lies above the 48-bit index in a 112-bit number
    const int SaltLength = 14;

    /// <param name="masterSalt">14 bytes; AEAD's 12 are followed by zeros (RFC 7714 §11).</param>
    public static void Derive(AesCm master, ReadOnlySpan<byte> masterSalt, SrtpKeyLabel label, Span<byte> key)
    {
        Span<byte> counter = stackalloc byte[AesCm.Block];
        counter.Clear();
        masterSalt[..Math.Min(masterSalt.Length, SaltLength)].CopyTo(counter);
        counter[LabelOffset] ^= (byte)label;
        key.Clear();
        master.Xor(counter, key);
    }
}

/// <summary>RFC 3711 §4.3.1, table in §4.3.2.</summary>
internal enum SrtpKeyLabel
{
    RtpEncryption = 0,
    RtpAuthentication = 1,
    RtpSalt = 2,
    RtcpEncryption = 3,
    RtcpAuthentication = 4,
    RtcpSalt = 5,
}
