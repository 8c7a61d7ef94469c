using System.Buffers.Binary;

namespace ConnectMe.Media.Rtp;

/// <summary>The fixed header of a packet we send: no CSRC, no extension, no padding (RFC 3550 §5.1).</summary>
readonly record struct RtpHeader(bool Marker, PayloadType PayloadType, SequenceNumber SequenceNumber, RtpTimestamp Timestamp, Ssrc Ssrc)
{
    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> destination)
    {
        destination[0] = Version << 6;
        destination[1] = (byte)((Marker ? 0x80 : 0) | PayloadType.Value);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], SequenceNumber.Value);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], Timestamp.Value);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], Ssrc.Value);
    }

    /// <summary>Writes header and payload; returns the length of the packet.</summary>
    public int Write(Span<byte> destination, ReadOnlySpan<byte> payload)
    {
        Write(destination);
        payload.CopyTo(destination[Length..]);
        return Length + payload.Length;
    }

    public const int Length = 12;
    public const int Version = 2;
}
