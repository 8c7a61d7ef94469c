using System.Buffers.Binary;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Bench;

/// <summary>One stream of 20 ms G.711 packets, plain or protected: 12 bytes of header, 160 of sound, the tag.</summary>
internal sealed class Voice(SrtpSession? keys, uint ssrc)
{
    public const int PacketLength = 172;
    public const int BufferLength = PacketLength + SrtpSession.MaximumExpansion;

    ushort _sequenceNumber;
    uint _timestamp;

    /// <summary>Writes the next packet; its length.</summary>
    public int Next(Span<byte> buffer)
    {
        buffer[..PacketLength].Clear();
        buffer[0] = 0x80; // version 2, payload type 0: PCMU
        BinaryPrimitives.WriteUInt16BigEndian(buffer[2..], _sequenceNumber++);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], _timestamp += 160);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[8..], ssrc);
        if (keys is null)
        {
            return PacketLength;
        }

        var failure = keys.ProtectRtp(buffer, PacketLength, out var length);
        return failure == SrtpFailure.None ? length : throw new InvalidOperationException(failure.ToString());
    }
}
