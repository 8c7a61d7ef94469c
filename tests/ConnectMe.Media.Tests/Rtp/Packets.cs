using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Tests.Rtp;

/// <summary>Datagrams to test with.</summary>
static class Packets
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double milliseconds) => Start.AddTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond));

    public static byte[] Datagram(
        int sequence,
        long timestamp = 0,
        uint ssrc = 1,
        byte payloadType = 8,
        bool marker = false,
        byte[]? payload = null
    )
    {
        var header = new RtpHeader(
            marker,
            new PayloadType(payloadType),
            new SequenceNumber(unchecked((ushort)sequence)),
            new RtpTimestamp(unchecked((uint)timestamp)),
            new Ssrc(ssrc)
        );
        payload ??= new byte[160];
        var datagram = new byte[RtpHeader.Length + payload.Length];
        header.Write(datagram, payload);
        return datagram;
    }

    public static RtpPacket Read(byte[] datagram)
    {
        Assert.Equal(RtpMalformedReason.None, RtpPacket.Read(datagram, out var packet));
        return packet;
    }

    public static RtpPacket Packet(
        int sequence,
        long timestamp = 0,
        uint ssrc = 1,
        byte payloadType = 8,
        bool marker = false,
        byte[]? payload = null
    ) => Read(Datagram(sequence, timestamp, ssrc, payloadType, marker, payload));
}
