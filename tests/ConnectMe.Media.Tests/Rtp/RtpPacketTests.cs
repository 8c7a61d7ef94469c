using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Tests.Rtp;

public class RtpPacketTests
{
    static RtpMalformedReason ReasonOf(params byte[] datagram) => RtpPacket.Read(datagram, out _);

    static byte[] Header(byte first, params byte[] rest) => [first, 8, 0, 1, 0, 0, 0, 160, 0, 0, 0, 9, .. rest];

    [Fact]
    public void What_is_written_is_read_back()
    {
        var packet = Packets.Packet(65535, 0xFFFFFFFF, 0xDEADBEEF, 111, marker: true, payload: [1, 2, 3]);

        Assert.True(packet.Marker);
        Assert.Equal(111, packet.PayloadType.Value);
        Assert.Equal(65535, packet.SequenceNumber.Value);
        Assert.Equal(0xFFFFFFFF, packet.Timestamp.Value);
        Assert.Equal(0xDEADBEEF, packet.Ssrc.Value);
        Assert.Equal([1, 2, 3], packet.Payload.ToArray());
    }

    [Fact]
    public void Each_way_to_be_wrong_has_its_name()
    {
        Assert.Equal(RtpMalformedReason.TooShort, ReasonOf());
        Assert.Equal(RtpMalformedReason.TooShort, ReasonOf(0x80));
        Assert.Equal(RtpMalformedReason.TooShort, ReasonOf(Header(0x80)[..11]));
        Assert.Equal(RtpMalformedReason.TooLong, ReasonOf(Header(0x80, new byte[9000])));
        Assert.Equal(RtpMalformedReason.Version, ReasonOf(Header(0x00)));
        Assert.Equal(RtpMalformedReason.Version, ReasonOf(Header(0x40)));
        Assert.Equal(RtpMalformedReason.Version, ReasonOf(Header(0xC0)));
        Assert.Equal(RtpMalformedReason.CsrcPastEnd, ReasonOf(Header(0x8F, new byte[59])));
        Assert.Equal(RtpMalformedReason.ExtensionPastEnd, ReasonOf(Header(0x90, 0xBE, 0xDE, 0)));
        Assert.Equal(RtpMalformedReason.ExtensionPastEnd, ReasonOf(Header(0x90, 0xBE, 0xDE, 0, 1)));
        Assert.Equal(RtpMalformedReason.ExtensionPastEnd, ReasonOf(Header(0x90, 0xBE, 0xDE, 0xFF, 0xFF, 1, 2, 3, 4)));
        Assert.Equal(RtpMalformedReason.Padding, ReasonOf(Header(0xA0)));
        Assert.Equal(RtpMalformedReason.Padding, ReasonOf(Header(0xA0, 7, 0)));
        Assert.Equal(RtpMalformedReason.Padding, ReasonOf(Header(0xA0, 7, 3)));
    }

    [Fact]
    public void Fifteen_contributors_an_extension_and_padding_leave_the_payload()
    {
        byte[] datagram = Header(0xBF, [.. new byte[60], 0xBE, 0xDE, 0, 1, 0x10, 0x85, 0, 0, 42, 43, 0, 2]);

        var packet = Packets.Read(datagram);

        Assert.Equal(15, packet.CsrcCount);
        Assert.Equal([42, 43], packet.Payload.ToArray());
        Assert.True(packet.Extension.TryGetAudioLevel(1, out var level, out var isVoice));
        Assert.Equal((-5, true), (level, isVoice));
        Assert.False(packet.Extension.TryGetAudioLevel(2, out _, out _));
    }

    [Fact]
    public void A_packet_without_payload_is_a_packet()
    {
        Assert.Equal(0, Packets.Read(Header(0x80)).Payload.Length);
        Assert.Equal(0, Packets.Read(Header(0xA0, 0, 2)).Payload.Length);
    }

    [Theory]
    [InlineData(new byte[] { 0x13, 1, 2 })] // longer than what is left
    [InlineData(new byte[] { 0xF0, 1, 0x10, 9 })] // id 15 ends the list
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { })]
    public void A_malformed_extension_has_no_elements(byte[] elements) =>
        Assert.False(new HeaderExtension(0xBEDE, elements).TryGet(1, out _));

    [Fact]
    public void An_extension_of_another_profile_has_no_elements() => Assert.False(new HeaderExtension(0x1000, [0x10, 1]).TryGet(1, out _));

    [Fact]
    public void Sequence_numbers_and_timestamps_are_ordered_across_their_wrap()
    {
        Assert.True(new SequenceNumber(0).IsNewerThan(new SequenceNumber(65535)));
        Assert.False(new SequenceNumber(65535).IsNewerThan(new SequenceNumber(0)));
        Assert.Equal(new SequenceNumber(0), new SequenceNumber(65535).Next);
        Assert.True(new RtpTimestamp(100).IsNewerThan(new RtpTimestamp(uint.MaxValue)));
        Assert.Equal(101, new RtpTimestamp(100).DistanceFrom(new RtpTimestamp(uint.MaxValue)));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_and_a_view_never_leaves_them()
    {
        var random = new Random(11);
        for (var i = 0; i < 300_000; i++)
        {
            var datagram = new byte[random.Next(0, 120)];
            random.NextBytes(datagram);
            if (datagram.Length > 0 && i % 4 != 0)
            {
                datagram[0] = (byte)(0x80 | (datagram[0] & 0x3F));
            }

            if (RtpPacket.Read(datagram, out var packet) == RtpMalformedReason.None)
            {
                Assert.InRange(packet.HeaderLength + packet.Payload.Length, 12, datagram.Length);
                packet.Extension.TryGetAudioLevel(1, out _, out _);
            }
        }
    }
}
