using System.Buffers.Binary;

namespace ConnectMe.Media.Rtp;

/// <summary>
/// A view on the bytes of one RTP packet (RFC 3550 §5.1); copies nothing.
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |V=2|P|X|  CC   |M|     PT      |       sequence number         |
/// |                           timestamp                           |
/// |                             SSRC                              |
/// |                     CSRC list, 0 to 15 items                  |
/// |                 header extension when X is set                |
/// </code>
/// </summary>
readonly ref struct RtpPacket
{
    readonly ReadOnlySpan<byte> _bytes;

    RtpPacket(ReadOnlySpan<byte> bytes, int headerLength, int payloadLength, HeaderExtension extension)
    {
        _bytes = bytes;
        HeaderLength = headerLength;
        Payload = bytes.Slice(headerLength, payloadLength);
        Extension = extension;
    }

    public static RtpMalformedReason Read(ReadOnlySpan<byte> datagram, out RtpPacket packet)
    {
        packet = default;
        if (datagram.Length > MaximumLength)
        {
            return RtpMalformedReason.TooLong;
        }

        var reason = ReadHeader(datagram, out var headerLength, out var extension);
        if (reason != RtpMalformedReason.None)
        {
            return reason;
        }

        var padding = 0;
        if ((datagram[0] & PaddingBit) != 0)
        {
            padding = datagram.Length == headerLength ? 0 : datagram[^1];
            if (padding == 0 || padding > datagram.Length - headerLength)
            {
                return RtpMalformedReason.Padding;
            }
        }

        packet = new RtpPacket(datagram, headerLength, datagram.Length - headerLength - padding, extension);
        return RtpMalformedReason.None;
    }

    /// <summary>The header only: what SRTP needs, which decrypts what follows it (RFC 3711 §3.1). Padding is inside the encrypted part.</summary>
    public static RtpMalformedReason ReadHeader(ReadOnlySpan<byte> datagram, out int headerLength, out HeaderExtension extension)
    {
        headerLength = RtpHeader.Length;
        extension = default;
        if (datagram.Length < RtpHeader.Length)
        {
            return RtpMalformedReason.TooShort;
        }

        if (datagram[0] >> 6 != RtpHeader.Version)
        {
            return RtpMalformedReason.Version;
        }

        headerLength += (datagram[0] & 0x0F) * 4;
        if (datagram.Length < headerLength)
        {
            return RtpMalformedReason.CsrcPastEnd;
        }

        if ((datagram[0] & ExtensionBit) != 0)
        {
            if (datagram.Length < headerLength + 4)
            {
                return RtpMalformedReason.ExtensionPastEnd;
            }

            var profile = BinaryPrimitives.ReadUInt16BigEndian(datagram[headerLength..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(datagram[(headerLength + 2)..]) * 4;
            headerLength += 4;
            if (datagram.Length < headerLength + length)
            {
                return RtpMalformedReason.ExtensionPastEnd;
            }

            extension = new HeaderExtension(profile, datagram.Slice(headerLength, length));
            headerLength += length;
        }

        return RtpMalformedReason.None;
    }

    public bool Marker => (_bytes[1] & 0x80) != 0;

    public PayloadType PayloadType => new((byte)(_bytes[1] & 0x7F));

    public SequenceNumber SequenceNumber => new(BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]));

    public RtpTimestamp Timestamp => new(BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]));

    public Ssrc Ssrc => new(BinaryPrimitives.ReadUInt32BigEndian(_bytes[8..]));

    public int CsrcCount => _bytes[0] & 0x0F;

    public HeaderExtension Extension { get; }

    /// <summary>Fixed header, CSRC list and extension.</summary>
    public int HeaderLength { get; }

    /// <summary>Without padding; may be empty.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Nothing longer fits in an Ethernet frame, and no codec here comes near it.</summary>
    public const int MaximumLength = 1500;

    const byte PaddingBit = 0x20;
    const byte ExtensionBit = 0x10;
}
