using System.Buffers.Binary;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Rtcp;

/// <summary>The report of one who sends nothing (RFC 3550 §6.4.2).</summary>
static class ReceiverReport
{
    /// <returns>The bytes written.</returns>
    public static int Write(Span<byte> destination, Ssrc ssrc, ReadOnlySpan<ReportBlock> blocks)
    {
        var length = WriteHeader(destination, RtcpPacketType.ReceiverReport, ssrc, 0, blocks.Length);
        return WriteBlocks(destination, length, blocks);
    }

    internal static int WriteHeader(Span<byte> destination, RtcpPacketType type, Ssrc ssrc, int infoLength, int blocks)
    {
        destination[0] = (byte)((RtpHeader.Version << 6) | blocks);
        destination[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)((4 + infoLength + blocks * ReportBlock.Length) / 4));
        BinaryPrimitives.WriteUInt32BigEndian(destination[RtcpPacket.HeaderLength..], ssrc.Value);
        return RtcpPacket.HeaderLength + 4;
    }

    internal static int WriteBlocks(Span<byte> destination, int at, ReadOnlySpan<ReportBlock> blocks)
    {
        foreach (var block in blocks)
        {
            block.Write(destination[at..]);
            at += ReportBlock.Length;
        }

        return at;
    }
}
