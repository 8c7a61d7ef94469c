using System.Buffers.Binary;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Rtcp;

/// <summary>When the sender's RTP clock read what, and how much it sent (RFC 3550 §6.4.1).</summary>
readonly record struct SenderReport(Ssrc Ssrc, NtpTime Time, RtpTimestamp Timestamp, uint Packets, uint Octets)
{
    /// <param name="packet">Of type <see cref="RtcpPacketType.SenderReport"/>.</param>
    public static SenderReport Read(in RtcpPacket packet) =>
        new(
            Ssrc: new Ssrc(BinaryPrimitives.ReadUInt32BigEndian(packet.Body)),
            Time: new NtpTime(BinaryPrimitives.ReadUInt64BigEndian(packet.Body[4..])),
            Timestamp: new RtpTimestamp(BinaryPrimitives.ReadUInt32BigEndian(packet.Body[12..])),
            Packets: BinaryPrimitives.ReadUInt32BigEndian(packet.Body[16..]),
            Octets: BinaryPrimitives.ReadUInt32BigEndian(packet.Body[20..])
        );

    /// <returns>The bytes written.</returns>
    public int Write(Span<byte> destination, ReadOnlySpan<ReportBlock> blocks)
    {
        var info = destination[ReceiverReport.WriteHeader(destination, RtcpPacketType.SenderReport, Ssrc, InfoLength, blocks.Length)..];
        BinaryPrimitives.WriteUInt64BigEndian(info, Time.Value);
        BinaryPrimitives.WriteUInt32BigEndian(info[8..], Timestamp.Value);
        BinaryPrimitives.WriteUInt32BigEndian(info[12..], Packets);
        BinaryPrimitives.WriteUInt32BigEndian(info[16..], Octets);
        return ReceiverReport.WriteBlocks(destination, RtcpPacket.HeaderLength + 4 + InfoLength, blocks);
    }

    internal const int InfoLength = 20;
}
