using System.Buffers.Binary;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Rtcp;

/// <summary>The source sends no more (RFC 3550 §6.6).</summary>
static class Goodbye
{
    /// <returns>The bytes written.</returns>
    public static int Write(Span<byte> destination, Ssrc ssrc)
    {
        destination[0] = (RtpHeader.Version << 6) | 1;
        destination[1] = (byte)RtcpPacketType.Goodbye;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], ssrc.Value);
        return 8;
    }
}
