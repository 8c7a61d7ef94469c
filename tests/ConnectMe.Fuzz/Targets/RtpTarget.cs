using System.Buffers.Binary;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Fuzz.Targets;

/// <summary>An RTP packet at a leg in a call: latched, decrypted, put in order, decoded, passed on, its digits heard.</summary>
sealed class RtpTarget : FuzzTarget
{
    readonly FuzzedLegs _legs = new();
    ushort _sequence;
    uint _timestamp;

    public override string Name => "rtp";

    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        Packet(FuzzedLegs.Audio, new byte[160]),
        Packet(FuzzedLegs.Audio, [0xFC, 0xFF, 0xFE]), // Opus: 20 ms of nothing
        Packet(FuzzedLegs.Audio, [0x7B, 0x86, .. new byte[60]]), // Opus: several frames of varying length
        Packet(FuzzedLegs.Events, [5, 0x0A, 0x03, 0x20]),
        Packet(FuzzedLegs.Events, [5, 0x8A, 0x06, 0x40]), // its end
        Packet((byte)PayloadType.ComfortNoise.Value, [64]),
        [0x9F, .. Packet(FuzzedLegs.Audio, [])[1..], .. new byte[60], 0xBE, 0xDE, 0, 1, 0x10, 0x85, 0, 0, 42, 43],
        [0xB0, .. Packet(FuzzedLegs.Audio, [])[1..], 0xBE, 0xDE, 0, 1, 0x10, 0x85, 0, 0, 42, 43, 0, 2],
    ];

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        [0xBE, 0xDE, 0, 1],
        [0xBE, 0xDE, 0xFF, 0xFF],
        [0x10, 0x00, 0, 2],
        [0x80, FuzzedLegs.Events],
        [255, 0xFF, 0xFF, 0xFF], // event 255 of 65535 units
        [.. Enumerable.Repeat((byte)0xD5, 160)],
        [.. Enumerable.Repeat((byte)0xFF, 1500)],
        [.. new byte[40]],
    ];

    public override bool Handle(Span<byte> message) => _legs.Handle(message, isRtcp: false);

    /// <summary>Most of them continue a stream.</summary>
    public override byte[] Mend(byte[] message, Random random)
    {
        if (message.Length < RtpHeader.Length || random.Next(4) == 0)
        {
            return message;
        }

        message[0] = (byte)(0x80 | (message[0] & (random.Next(2) == 0 ? 0x3F : 0)));
        if (random.Next(2) == 0)
        {
            message[1] = (byte)(random.Next(8) > 0 ? FuzzedLegs.Audio : FuzzedLegs.Events);
        }

        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), _sequence);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), _timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), random.Next(200) == 0 ? (uint)random.Next(5) : 77);
        if (random.Next(4) == 0)
        {
            _sequence += (ushort)(random.Next(500) == 0 ? random.Next(65536) : 1);
            _timestamp += 160;
        }

        return message;
    }

    private protected override void End() => _legs.Dispose();

    static byte[] Packet(byte payloadType, byte[] payload)
    {
        var header = new RtpHeader(Marker: false, new PayloadType(payloadType), new SequenceNumber(1), new RtpTimestamp(160), new Ssrc(77));
        var packet = new byte[RtpHeader.Length + payload.Length];
        header.Write(packet, payload);
        return packet;
    }
}
