using System.Buffers.Binary;

namespace ConnectMe.Media.Srtp;

/// <summary>As much of RTP and RTCP as encryption needs: where the header ends, and whose packet it is.</summary>
internal static class SrtpHeader
{
    public const int Rtp = 12;

    /// <summary>RFC 3711 §3.4: the first header word and the sender's SSRC stay readable.</summary>
    public const int Rtcp = 8;

    const int Version2 = 2;

    /// <summary>RFC 3550 §5.1: fixed header, CSRCs, extension.</summary>
    public static SrtpFailure MeasureRtp(ReadOnlySpan<byte> packet, out int headerLength)
    {
        headerLength = Rtp;
        if (packet.Length < Rtp)
        {
            return SrtpFailure.TooShort;
        }
        if (packet.Length > SrtpLimits.Packet)
        {
            return SrtpFailure.TooLong;
        }
        if (packet[0] >> 6 != Version2)
        {
            return SrtpFailure.NotRtp;
        }
        headerLength += (packet[0] & 0x0F) * 4;
        if ((packet[0] & 0x10) != 0)
        {
            if (headerLength + 4 > packet.Length)
            {
                return SrtpFailure.HeaderPastEnd;
            }
            headerLength += 4 + (BinaryPrimitives.ReadUInt16BigEndian(packet[(headerLength + 2)..]) * 4);
        }
        return headerLength <= packet.Length ? SrtpFailure.None : SrtpFailure.HeaderPastEnd;
    }

    public static SrtpFailure CheckRtcp(ReadOnlySpan<byte> packet) =>
        packet.Length < Rtcp ? SrtpFailure.TooShort
        : packet.Length > SrtpLimits.Packet ? SrtpFailure.TooLong
        : packet[0] >> 6 != Version2 ? SrtpFailure.NotRtp
        : SrtpFailure.None;

    public static ushort SequenceNumber(ReadOnlySpan<byte> rtp) => BinaryPrimitives.ReadUInt16BigEndian(rtp[2..]);

    public static uint RtpSource(ReadOnlySpan<byte> rtp) => BinaryPrimitives.ReadUInt32BigEndian(rtp[8..]);

    public static uint RtcpSource(ReadOnlySpan<byte> rtcp) => BinaryPrimitives.ReadUInt32BigEndian(rtcp[4..]);
}
