using System.Buffers.Binary;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Rtcp;

/// <summary>What a receiver says about one source (RFC 3550 §6.4.1).</summary>
/// <param name="FractionLost">Of the packets expected since the report before, in 1/256.</param>
/// <param name="CumulativeLost">24 bits with a sign: duplicates can make it negative.</param>
/// <param name="HighestSequence">Extended: the upper half counts wraps.</param>
/// <param name="Jitter">In units of the payload's clock.</param>
/// <param name="LastSenderReport">The middle 32 bits of the NTP time in the last SR from the source; 0 when none came.</param>
/// <param name="DelaySinceLastSenderReport">In 1/65536 s.</param>
readonly record struct ReportBlock(
    Ssrc Ssrc,
    byte FractionLost,
    int CumulativeLost,
    uint HighestSequence,
    uint Jitter,
    uint LastSenderReport,
    uint DelaySinceLastSenderReport
)
{
    internal static ReportBlock Read(ReadOnlySpan<byte> block) =>
        new(
            Ssrc: new Ssrc(BinaryPrimitives.ReadUInt32BigEndian(block)),
            FractionLost: block[4],
            CumulativeLost: BinaryPrimitives.ReadInt32BigEndian(block[4..]) << 8 >> 8,
            HighestSequence: BinaryPrimitives.ReadUInt32BigEndian(block[8..]),
            Jitter: BinaryPrimitives.ReadUInt32BigEndian(block[12..]),
            LastSenderReport: BinaryPrimitives.ReadUInt32BigEndian(block[16..]),
            DelaySinceLastSenderReport: BinaryPrimitives.ReadUInt32BigEndian(block[20..])
        );

    internal void Write(Span<byte> block)
    {
        BinaryPrimitives.WriteUInt32BigEndian(block, Ssrc.Value);
        BinaryPrimitives.WriteInt32BigEndian(block[4..], Math.Clamp(CumulativeLost, -0x800000, 0x7FFFFF));
        block[4] = FractionLost;
        BinaryPrimitives.WriteUInt32BigEndian(block[8..], HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(block[12..], Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(block[16..], LastSenderReport);
        BinaryPrimitives.WriteUInt32BigEndian(block[20..], DelaySinceLastSenderReport);
    }

    internal const int Length = 24;
}
