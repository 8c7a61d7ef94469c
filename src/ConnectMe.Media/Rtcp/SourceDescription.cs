using System.Buffers.Binary;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Rtcp;

/// <summary>Says which CNAME an SSRC belongs to (RFC 3550 §6.5).</summary>
static class SourceDescription
{
    /// <param name="cname">At most 255 bytes.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(Span<byte> destination, Ssrc ssrc, ReadOnlySpan<byte> cname)
    {
        // An item list ends with at least one zero byte, and with as many as fill the word.
        var length = (RtcpPacket.HeaderLength + 4 + 2 + cname.Length + 4) & ~3;
        destination[..length].Clear();
        destination[0] = (RtpHeader.Version << 6) | 1;
        destination[1] = (byte)RtcpPacketType.SourceDescription;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)(length / 4 - 1));
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], ssrc.Value);
        (destination[8], destination[9]) = (Cname, (byte)cname.Length);
        cname.CopyTo(destination[10..]);
        return length;
    }

    /// <summary>The CNAME of the first source; empty when it is not there.</summary>
    public static ReadOnlySpan<byte> ReadCname(in RtcpPacket packet)
    {
        var items = packet.Count == 0 || packet.Type != RtcpPacketType.SourceDescription ? default : packet.Body[4..];
        while (items.Length >= 2 && items[0] != 0)
        {
            var value = items.Slice(2, items[1]);
            if (items[0] == Cname)
            {
                return value;
            }

            items = items[(2 + value.Length)..];
        }

        return default;
    }

    internal static RtcpMalformedReason Check(ReadOnlySpan<byte> chunks, int count)
    {
        for (; count > 0; count--)
        {
            if (chunks.Length < 4)
            {
                return RtcpMalformedReason.CountPastEnd;
            }

            var at = 4;
            while (at < chunks.Length && chunks[at] != 0)
            {
                if (at + 2 > chunks.Length || at + 2 + chunks[at + 1] > chunks.Length)
                {
                    return RtcpMalformedReason.CountPastEnd;
                }

                at += 2 + chunks[at + 1];
            }

            if (at >= chunks.Length)
            {
                return RtcpMalformedReason.CountPastEnd; // the zero that ends the list is missing
            }

            chunks = chunks[Math.Min(chunks.Length, (at + 4) & ~3)..];
        }

        return RtcpMalformedReason.None;
    }

    const byte Cname = 1;
}
