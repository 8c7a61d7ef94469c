using System.Buffers.Binary;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Rtcp;

/// <summary>A view on one packet of a compound.
/// <code>
/// |V=2|P|  count  |      PT       |     length in words - 1       |
/// |                        SSRC of sender                         |
/// </code>
/// </summary>
readonly ref struct RtcpPacket
{
    readonly ReadOnlySpan<byte> _bytes;

    RtcpPacket(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Reads the first packet of <paramref name="rest"/>; <paramref name="length"/> is what it takes up.</summary>
    internal static RtcpMalformedReason Read(ReadOnlySpan<byte> rest, out RtcpPacket packet, out int length)
    {
        packet = default;
        length = 0;
        if (rest.Length < HeaderLength)
        {
            return RtcpMalformedReason.TooShort;
        }

        if (rest[0] >> 6 != RtpHeader.Version)
        {
            return RtcpMalformedReason.Version;
        }

        length = (BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) + 1) * 4;
        if (length > rest.Length)
        {
            return RtcpMalformedReason.LengthPastEnd;
        }

        var padding = (rest[0] & PaddingBit) != 0 ? rest[length - 1] : 0;
        if ((rest[0] & PaddingBit) != 0 && (length != rest.Length || padding == 0 || padding % 4 != 0 || padding > length - HeaderLength))
        {
            return RtcpMalformedReason.Padding;
        }

        packet = new RtcpPacket(rest[..(length - padding)]);
        return packet.Check();
    }

    public RtcpPacketType Type => (RtcpPacketType)_bytes[1];

    /// <summary>Report blocks, chunks, sources, or the kind of feedback: what the type says.</summary>
    public int Count => _bytes[0] & 0x1F;

    /// <summary>The sender; of a goodbye or source description the first source, if there is one.</summary>
    public Ssrc? Ssrc => _bytes.Length < HeaderLength + 4 ? null : new Ssrc(BinaryPrimitives.ReadUInt32BigEndian(_bytes[HeaderLength..]));

    /// <summary>After the header, without padding.</summary>
    public ReadOnlySpan<byte> Body => _bytes[HeaderLength..];

    /// <summary>How many report blocks there are; 0 when it is no report.</summary>
    public int ReportBlockCount => Type is RtcpPacketType.SenderReport or RtcpPacketType.ReceiverReport ? Count : 0;

    public ReportBlock ReportBlockAt(int index) =>
        ReportBlock.Read(Body.Slice(ReportBlocksAt + index * ReportBlock.Length, ReportBlock.Length));

    public bool SaysGoodbye(Ssrc source)
    {
        for (var i = 0; Type == RtcpPacketType.Goodbye && i < Count; i++)
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(Body[(i * 4)..]) == source.Value)
            {
                return true;
            }
        }

        return false;
    }

    RtcpMalformedReason Check() =>
        Type switch
        {
            RtcpPacketType.SenderReport or RtcpPacketType.ReceiverReport => AtLeast(ReportBlocksAt + Count * ReportBlock.Length),
            RtcpPacketType.Goodbye => AtLeast(Count * 4),
            RtcpPacketType.SourceDescription => SourceDescription.Check(Body, Count),
            RtcpPacketType.TransportFeedback or RtcpPacketType.PayloadFeedback => AtLeast(8), // SSRC of sender and of media, RFC 4585 §6.1
            RtcpPacketType.Application => AtLeast(8),
            RtcpPacketType.ExtendedReport => AtLeast(4), // its blocks are not read
            _ => RtcpMalformedReason.UnknownType,
        };

    RtcpMalformedReason AtLeast(int length) => Body.Length < length ? RtcpMalformedReason.CountPastEnd : RtcpMalformedReason.None;

    int ReportBlocksAt => Type == RtcpPacketType.SenderReport ? 4 + SenderReport.InfoLength : 4;

    internal const int HeaderLength = 4;
    const byte PaddingBit = 0x20;
}
