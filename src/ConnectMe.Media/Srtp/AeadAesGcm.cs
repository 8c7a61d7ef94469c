using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConnectMe.Media.Srtp;

/// <summary>AEAD_AES_128_GCM (RFC 7714).</summary>
/// <remarks>
/// A forged packet must not end in an exception, as AesGcm.Decrypt does: that takes four times as long as a genuine packet and leaves garbage, and
/// the collector's pauses are heard by everyone. So the text is recovered by counter mode, encrypted again, and the tags compared: 0.9 µs instead of
/// 0.8 for a genuine packet, 0.9 instead of 3 for a forged one, and nothing allocated.
/// </remarks>
internal sealed class AeadAesGcm : ISrtpTransform
{
    const int TagLength = 16;
    const int IndexLength = 4;
    const int SaltLength = 12;
    const int NonceLength = 12;
    const uint EncryptedBit = 0x8000_0000;
    const uint FirstTextBlock = 2; // NIST SP 800-38D §7.1: block 1 masks the tag

    readonly Key _rtp;
    readonly Key _rtcp;
    readonly byte[] _text = new byte[SrtpLimits.Packet];
    readonly byte[] _ciphertext = new byte[SrtpLimits.Packet];

    public AeadAesGcm(ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt)
    {
        using var master = new AesCm(masterKey);
        _rtp = Derive(master, masterSalt, SrtpKeyLabel.RtpEncryption, SrtpKeyLabel.RtpSalt);
        _rtcp = Derive(master, masterSalt, SrtpKeyLabel.RtcpEncryption, SrtpKeyLabel.RtcpSalt);
    }

    AeadAesGcm(Key rtp, Key rtcp) => (_rtp, _rtcp) = (rtp, rtcp);

    /// <summary>The vectors of RFC 7714 give no master key.</summary>
    internal static AeadAesGcm OfSessionKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt) => new(new Key(key, salt), new Key(key, salt));

    public int RtpTagLength => TagLength;

    public int RtcpTrailerLength => TagLength + IndexLength;

    public void ProtectRtp(Span<byte> packet, int headerLength, PacketIndex index)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteRtpNonce(nonce, packet, index);
        var text = packet[headerLength..^TagLength];
        _rtp.Gcm.Encrypt(nonce, text, text, packet[^TagLength..], packet[..headerLength]); // §8.2: the header is the associated data
    }

    public bool UnprotectRtp(Span<byte> packet, int headerLength, PacketIndex index)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteRtpNonce(nonce, packet, index);
        return Decrypt(_rtp, nonce, packet[headerLength..^TagLength], packet[^TagLength..], packet[..headerLength]);
    }

    public void ProtectRtcp(Span<byte> packet, uint index)
    {
        BinaryPrimitives.WriteUInt32BigEndian(packet[^IndexLength..], EncryptedBit | index);
        Span<byte> nonce = stackalloc byte[NonceLength];
        Span<byte> associated = stackalloc byte[SrtpHeader.Rtcp + IndexLength];
        WriteRtcpNonce(nonce, packet, index);
        WriteRtcpAssociatedData(associated, packet);
        var text = packet[SrtpHeader.Rtcp..^RtcpTrailerLength];
        _rtcp.Gcm.Encrypt(nonce, text, text, packet[^RtcpTrailerLength..^IndexLength], associated);
    }

    public uint ReadRtcpIndex(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadUInt32BigEndian(packet[^IndexLength..]);

    public bool UnprotectRtcp(Span<byte> packet, uint index)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        Span<byte> associated = stackalloc byte[SrtpHeader.Rtcp + IndexLength];
        WriteRtcpNonce(nonce, packet, index);
        WriteRtcpAssociatedData(associated, packet);
        return Decrypt(_rtcp, nonce, packet[SrtpHeader.Rtcp..^RtcpTrailerLength], packet[^RtcpTrailerLength..^IndexLength], associated);
    }

    public void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
    }

    bool Decrypt(Key key, ReadOnlySpan<byte> nonce, Span<byte> ciphertext, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> associated)
    {
        Span<byte> counter = stackalloc byte[AesCm.Block];
        nonce.CopyTo(counter);
        BinaryPrimitives.WriteUInt32BigEndian(counter[NonceLength..], FirstTextBlock);
        var text = _text.AsSpan(0, ciphertext.Length);
        ciphertext.CopyTo(text);
        key.Counter.Xor(counter, text);

        Span<byte> computed = stackalloc byte[TagLength];
        key.Gcm.Encrypt(nonce, text, _ciphertext.AsSpan(0, text.Length), computed, associated);
        if (!CryptographicOperations.FixedTimeEquals(computed, tag))
        {
            return false;
        }
        text.CopyTo(ciphertext);
        return true;
    }

    // §8.1: 00 00 | SSRC | ROC | SEQ, XOR salt
    void WriteRtpNonce(Span<byte> nonce, ReadOnlySpan<byte> packet, PacketIndex index)
    {
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], index.Value);
        BinaryPrimitives.WriteUInt16BigEndian(nonce, 0);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], SrtpHeader.RtpSource(packet));
        XorSalt(nonce, _rtp.Salt);
    }

    // §9.1: 00 00 | SSRC | 00 00 | 0 and the 31-bit index, XOR salt
    void WriteRtcpNonce(Span<byte> nonce, ReadOnlySpan<byte> packet, uint index)
    {
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], index);
        BinaryPrimitives.WriteUInt16BigEndian(nonce, 0);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], SrtpHeader.RtcpSource(packet));
        XorSalt(nonce, _rtcp.Salt);
    }

    // §9.2: the first two words and the word with E and index.
    static void WriteRtcpAssociatedData(Span<byte> associated, ReadOnlySpan<byte> packet)
    {
        packet[..SrtpHeader.Rtcp].CopyTo(associated);
        packet[^IndexLength..].CopyTo(associated[SrtpHeader.Rtcp..]);
    }

    static void XorSalt(Span<byte> nonce, ReadOnlySpan<byte> salt)
    {
        for (var i = 0; i < NonceLength; i++)
        {
            nonce[i] ^= salt[i];
        }
    }

    static Key Derive(AesCm master, ReadOnlySpan<byte> masterSalt, SrtpKeyLabel keyLabel, SrtpKeyLabel saltLabel)
    {
        Span<byte> key = stackalloc byte[AesCm.KeyLength];
        Span<byte> salt = stackalloc byte[SaltLength];
        KeyDerivation.Derive(master, masterSalt, keyLabel, key);
        KeyDerivation.Derive(master, masterSalt, saltLabel, salt);
        var derived = new Key(key, salt);
        CryptographicOperations.ZeroMemory(key);
        return derived;
    }

    sealed class Key(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt) : IDisposable
    {
        public AesGcm Gcm { get; } = new(key, TagLength);

        public AesCm Counter { get; } = new(key);

        public byte[] Salt { get; } = salt.ToArray();

        public void Dispose()
        {
            Gcm.Dispose();
            Counter.Dispose();
        }
    }
}
