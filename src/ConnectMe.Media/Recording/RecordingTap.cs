using System.Buffers.Binary;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Recording;

/// <summary>
/// The media thread's end of a recording: packets as they came and went are copied into a ring, and each 20 ms are counted. Neither waits nor allocates;
/// what the writer is too slow for is left out, and its time is not.
/// </summary>
/// <param name="onlySaid">What the line hears is left out.</param>
sealed class RecordingTap(bool onlySaid)
{
    readonly PacketRing _ring = new();
    readonly byte[] _head = new byte[1 + RtpHeader.Length];
    int _ticks;

    /// <summary>Packets that found no room.</summary>
    public long LeftOut { get; private set; }

    public PacketRing Packets => _ring;

    public void Said(in RtpPacket packet, AudioCodec codec) =>
        Put(
            SaidPacket,
            new RtpHeader(packet.Marker, packet.PayloadType, packet.SequenceNumber, packet.Timestamp, packet.Ssrc),
            packet.Payload,
            codec
        );

    public void Heard(in RtpHeader header, ReadOnlySpan<byte> payload, AudioCodec codec)
    {
        if (!onlySaid)
        {
            Put(HeardPacket, header, payload, codec);
        }
    }

    /// <summary>20 ms have gone by.</summary>
    public void Tick()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_head, ++_ticks);
        if (_ring.TryPut(Ticks, _head.AsSpan(0, sizeof(int)), default))
        {
            _ticks = 0;
        }
    }

    void Put(byte kind, in RtpHeader header, ReadOnlySpan<byte> payload, AudioCodec codec)
    {
        _head[0] = IndexOf(codec);
        header.Write(_head.AsSpan(1));
        if (!_ring.TryPut(kind, _head, payload))
        {
            LeftOut++;
        }
    }

    static byte IndexOf(AudioCodec codec)
    {
        var available = AudioCodec.Available;
        for (byte i = 0; i < available.Count; i++)
        {
            if (available[i] == codec)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"{codec} is not spoken here"); // nothing else is negotiated
    }

    /// <summary>How many times 20 ms, in four bytes.</summary>
    public const byte Ticks = 0;

    /// <summary>A codec's place among those available, and a packet without extensions.</summary>
    public const byte SaidPacket = 1;

    public const byte HeardPacket = 2;

    public const int MaximumEntry = 1 + RtpPacket.MaximumLength;
}
