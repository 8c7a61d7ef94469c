using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace ConnectMe.Media.Srtp;

/// <summary>
/// AES128_CM_HMAC_SHA1_80 and _32 (RFC 5764 §4.1.2): AES-128 in counter mode, HMAC-SHA1 cut to 80 bits for RTCP, and to 80 or 32 for RTP.
/// </summary>
internal sealed class AesCmHmacSha1 : ISrtpTransform
{
    public const int ShortTag = 4;

    const int TagLength = 10;
    const int IndexLength = 4;
    const int SaltLength = 14;
    const int AuthenticationKeyLength = 20;
    const uint EncryptedBit = 0x8000_0000;

    readonly AesCm _rtpCipher;
    readonly AesCm _rtcpCipher;
    readonly Vector128<byte> _rtpSalt;
    readonly Vector128<byte> _rtcpSalt;
    readonly HmacSha1 _rtpHmac;
    readonly HmacSha1 _rtcpHmac;

    /// <param name="rtpTagLength">10 or <see cref="ShortTag"/>.</param>
    public AesCmHmacSha1(ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt, int rtpTagLength = TagLength)
    {
        RtpTagLength = rtpTagLength;
        using var master = new AesCm(masterKey);
        Span<byte> key = stackalloc byte[AesCm.KeyLength];
        Span<byte> authenticationKey = stackalloc byte[AuthenticationKeyLength];

        KeyDerivation.Derive(master, masterSalt, SrtpKeyLabel.RtpEncryption, key);
        _rtpCipher = new AesCm(key);
        KeyDerivation.Derive(master, masterSalt, SrtpKeyLabel.RtcpEncryption, key);
        _rtcpCipher = new AesCm(key);
        KeyDerivation.Derive(master, masterSalt, SrtpKeyLabel.RtpAuthentication, authenticationKey);
        _rtpHmac = new HmacSha1(authenticationKey);
        KeyDerivation.Derive(master, masterSalt, SrtpKeyLabel.RtcpAuthentication, authenticationKey);
        _rtcpHmac = new HmacSha1(authenticationKey);
        _rtpSalt = DeriveSalt(master, masterSalt, SrtpKeyLabel.RtpSalt);
        _rtcpSalt = DeriveSalt(master, masterSalt, SrtpKeyLabel.RtcpSalt);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(authenticationKey);
    }

    public int RtpTagLength { get; }

    public int RtcpTrailerLength => IndexLength + TagLength;

    public void ProtectRtp(Span<byte> packet, int headerLength, PacketIndex index)
    {
        Crypt(_rtpCipher, _rtpSalt, SrtpHeader.RtpSource(packet), index.Value, packet[headerLength..^RtpTagLength]);
        ComputeRtpTag(packet, index, packet[^RtpTagLength..]);
    }

    public bool UnprotectRtp(Span<byte> packet, int headerLength, PacketIndex index)
    {
        Span<byte> tag = stackalloc byte[TagLength];
        tag = tag[..RtpTagLength];
        Span<byte> came = stackalloc byte[TagLength];
        came = came[..RtpTagLength];
        packet[^RtpTagLength..].CopyTo(came);
        ComputeRtpTag(packet, index, tag);
        came.CopyTo(packet[^RtpTagLength..]);
        if (!CryptographicOperations.FixedTimeEquals(tag, came))
        {
            return false;
        }
        Crypt(_rtpCipher, _rtpSalt, SrtpHeader.RtpSource(packet), index.Value, packet[headerLength..^RtpTagLength]);
        return true;
    }

    public void ProtectRtcp(Span<byte> packet, uint index)
    {
        Crypt(_rtcpCipher, _rtcpSalt, SrtpHeader.RtcpSource(packet), index, packet[SrtpHeader.Rtcp..^RtcpTrailerLength]);
        BinaryPrimitives.WriteUInt32BigEndian(packet[^RtcpTrailerLength..], EncryptedBit | index);
        _rtcpHmac.Compute(packet[..^TagLength], packet[^TagLength..]);
    }

    public uint ReadRtcpIndex(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadUInt32BigEndian(packet[^RtcpTrailerLength..]);

    public bool UnprotectRtcp(Span<byte> packet, uint index)
    {
        Span<byte> tag = stackalloc byte[TagLength];
        _rtcpHmac.Compute(packet[..^TagLength], tag);
        if (!CryptographicOperations.FixedTimeEquals(tag, packet[^TagLength..]))
        {
            return false;
        }
        Crypt(_rtcpCipher, _rtcpSalt, SrtpHeader.RtcpSource(packet), index, packet[SrtpHeader.Rtcp..^RtcpTrailerLength]);
        return true;
    }

    public void Dispose()
    {
        _rtpCipher.Dispose();
        _rtcpCipher.Dispose();
        _rtpHmac.Dispose();
        _rtcpHmac.Dispose();
    }

    // §4.2: what is authenticated ends with the roll-over counter, which is not sent. It is put where the tag is, so that all is hashed by one call.
    void ComputeRtpTag(Span<byte> packet, PacketIndex index, Span<byte> tag)
    {
        BinaryPrimitives.WriteUInt32BigEndian(packet[^RtpTagLength..], index.RolloverCounter);
        _rtpHmac.Compute(packet[..^(RtpTagLength - sizeof(uint))], tag);
    }

    static Vector128<byte> DeriveSalt(AesCm master, ReadOnlySpan<byte> masterSalt, SrtpKeyLabel label)
    {
        Span<byte> salt = stackalloc byte[AesCm.Block];
        KeyDerivation.Derive(master, masterSalt, label, salt[..SaltLength]);
        salt[SaltLength..].Clear();
        return Vector128.Create<byte>(salt);
    }

    // §4.1.1: IV = (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16)
    static void Crypt(AesCm cipher, Vector128<byte> salt, uint ssrc, ulong index, Span<byte> data) =>
        cipher.Xor(
            salt
                ^ Vector128.Create(0, BinaryPrimitives.ReverseEndianness(ssrc), 0, 0).AsByte()
                ^ Vector128.Create(0, BinaryPrimitives.ReverseEndianness(index << 16)).AsByte(),
            data
        );
}
