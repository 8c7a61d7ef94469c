using ConnectMe.Media.Rtcp;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Tests.Rtp;

namespace ConnectMe.Media.Tests.Rtcp;

public class RtcpCompoundTests
{
    static RtcpMalformedReason ReasonOf(params byte[] datagram) => RtcpCompound.Read(datagram, out _);

    static byte[] Words(byte first, byte type, ushort length, params byte[] body) =>
        [first, type, (byte)(length >> 8), (byte)length, .. body];

    static readonly byte[] EmptyReport = Words(0x80, 201, 1, 0, 0, 0, 9);

    static readonly ReportBlock Block = new(
        new Ssrc(0xCAFE),
        FractionLost: 255,
        CumulativeLost: -5,
        HighestSequence: 0x00021234,
        Jitter: 77,
        LastSenderReport: 0x12345678,
        DelaySinceLastSenderReport: 65536
    );

    [Fact]
    public void Reports_descriptions_and_goodbyes_are_read_as_they_were_written()
    {
        var datagram = new byte[512];
        var report = new SenderReport(new Ssrc(7), NtpTime.From(Packets.Start), new RtpTimestamp(1234), Packets: 50, Octets: 8000);
        var length = report.Write(datagram, [Block, Block with { CumulativeLost = 0x7FFFFF }]);
        length += SourceDescription.Write(datagram.AsSpan(length), new Ssrc(7), "line-7@connectme"u8);
        length += Goodbye.Write(datagram.AsSpan(length), new Ssrc(7));

        Assert.Equal(RtcpMalformedReason.None, RtcpCompound.Read(datagram.AsSpan(0, length), out var compound));
        var types = new List<RtcpPacketType>();
        foreach (var packet in compound)
        {
            types.Add(packet.Type);
            switch (packet.Type)
            {
                case RtcpPacketType.SenderReport:
                    Assert.Equal(report, SenderReport.Read(packet));
                    Assert.Equal(2, packet.ReportBlockCount);
                    Assert.Equal(Block, packet.ReportBlockAt(0));
                    Assert.Equal(0x7FFFFF, packet.ReportBlockAt(1).CumulativeLost);
                    break;
                case RtcpPacketType.SourceDescription:
                    Assert.Equal("line-7@connectme"u8.ToArray(), SourceDescription.ReadCname(packet).ToArray());
                    break;
                default:
                    Assert.True(packet.SaysGoodbye(new Ssrc(7)));
                    Assert.False(packet.SaysGoodbye(new Ssrc(8)));
                    break;
            }
        }

        Assert.Equal([RtcpPacketType.SenderReport, RtcpPacketType.SourceDescription, RtcpPacketType.Goodbye], types);
        Assert.Equal(0, length % 4);
    }

    [Fact]
    public void NTP_time_is_seconds_since_1900_in_fixed_point()
    {
        Assert.Equal(0x83AA7E80_00000000ul, NtpTime.From(DateTimeOffset.UnixEpoch).Value); // 2,208,988,800 s
        Assert.Equal(0x83AA7E80_80000000ul, NtpTime.From(DateTimeOffset.UnixEpoch.AddMilliseconds(500)).Value);
        Assert.Equal(0x7E808000u, NtpTime.From(DateTimeOffset.UnixEpoch.AddMilliseconds(500)).Middle);
        NtpTime.From(new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero)); // after the wrap of 2036
    }

    [Fact]
    public void Each_way_to_be_wrong_has_its_name()
    {
        Assert.Equal(RtcpMalformedReason.TooShort, ReasonOf());
        Assert.Equal(RtcpMalformedReason.TooShort, ReasonOf(0x80, 200, 0));
        Assert.Equal(RtcpMalformedReason.TooLong, ReasonOf(new byte[1504]));
        Assert.Equal(RtcpMalformedReason.Version, ReasonOf(Words(0x00, 201, 1, 0, 0, 0, 9)));
        Assert.Equal(RtcpMalformedReason.LengthPastEnd, ReasonOf(Words(0x80, 201, 2, 0, 0, 0, 9)));
        Assert.Equal(RtcpMalformedReason.LengthPastEnd, ReasonOf(Words(0x80, 201, 0xFFFF, 0, 0, 0, 9)));
        Assert.Equal(RtcpMalformedReason.CountPastEnd, ReasonOf(Words(0x9F, 201, 1, 0, 0, 0, 9))); // 31 blocks, none there
        Assert.Equal(RtcpMalformedReason.CountPastEnd, ReasonOf(Words(0x80, 200, 1, 0, 0, 0, 9))); // SR without its figures
        Assert.Equal(RtcpMalformedReason.CountPastEnd, ReasonOf(Words(0x9F, 203, 1, 0, 0, 0, 9))); // 31 goodbyes
        Assert.Equal(RtcpMalformedReason.CountPastEnd, ReasonOf(Words(0x81, 205, 1, 0, 0, 0, 9))); // NACK without a media source
        Assert.Equal(RtcpMalformedReason.CountPastEnd, ReasonOf(Words(0x80, 207, 0))); // XR without a sender
        Assert.Equal(RtcpMalformedReason.CountPastEnd, ReasonOf(Words(0x81, 202, 2, 0, 0, 0, 9, 1, 200, 65, 0))); // CNAME past the end
        Assert.Equal(RtcpMalformedReason.CountPastEnd, ReasonOf(Words(0x81, 202, 2, 0, 0, 0, 9, 1, 2, 65, 66))); // list without an end
        Assert.Equal(RtcpMalformedReason.CountPastEnd, ReasonOf(Words(0x82, 202, 2, 0, 0, 0, 9, 0, 0, 0, 0))); // second chunk missing
        Assert.Equal(RtcpMalformedReason.UnknownType, ReasonOf(Words(0x80, 192, 1, 0, 0, 0, 9)));
        Assert.Equal(RtcpMalformedReason.Padding, ReasonOf(Words(0xA0, 201, 1, 0, 0, 0, 0)));
        Assert.Equal(RtcpMalformedReason.Padding, ReasonOf(Words(0xA0, 201, 2, 0, 0, 0, 9, 0, 0, 0, 3)));
        Assert.Equal(RtcpMalformedReason.Padding, ReasonOf(Words(0xA0, 201, 1, 0, 0, 0, 200)));
        Assert.Equal(RtcpMalformedReason.Padding, ReasonOf([.. Words(0xA0, 201, 2, 0, 0, 0, 9, 0, 0, 0, 4), .. EmptyReport])); // not the last
        Assert.Equal(RtcpMalformedReason.TooManyPackets, ReasonOf([.. Enumerable.Repeat(EmptyReport, 17).SelectMany(report => report)]));
    }

    [Fact]
    public void A_garbage_tail_condemns_the_compound() // AST-2017-12 acted on the packets before it
    {
        Assert.Equal(RtcpMalformedReason.Version, ReasonOf([.. EmptyReport, 1, 2, 3, 4, 5]));
        Assert.Equal(RtcpMalformedReason.TooShort, ReasonOf([.. EmptyReport, 0x80]));
    }

    [Fact]
    public void Padding_on_the_last_packet_is_left_out()
    {
        byte[] datagram = [.. EmptyReport, .. Words(0xA1, 203, 2, 0, 0, 0, 9, 0, 0, 0, 4)];
        Assert.Equal(RtcpMalformedReason.None, RtcpCompound.Read(datagram, out var compound));
        var goodbyes = 0;
        foreach (var packet in compound)
        {
            goodbyes += packet.SaysGoodbye(new Ssrc(9)) ? 1 : 0;
        }

        Assert.Equal(1, goodbyes);
    }

    [Fact]
    public void A_goodbye_of_nobody_and_an_empty_description_are_valid()
    {
        Assert.Equal(RtcpMalformedReason.None, ReasonOf(Words(0x80, 203, 0)));
        Assert.Equal(RtcpMalformedReason.None, ReasonOf(Words(0x80, 202, 0)));
        RtcpCompound.Read(Words(0x80, 203, 0), out var compound);
        foreach (var packet in compound)
        {
            Assert.Null(packet.Ssrc);
        }
    }

    [Fact]
    public void Good_compounds_with_bytes_changed_are_read_or_refused_without_leaving_their_bytes()
    {
        var random = new Random(13);
        var good = new byte[512];
        var length = new SenderReport(new Ssrc(7), new NtpTime(1), new RtpTimestamp(2), 3, 4).Write(good, [Block]);
        length += SourceDescription.Write(good.AsSpan(length), new Ssrc(7), "abc"u8);
        length += Goodbye.Write(good.AsSpan(length), new Ssrc(7));
        var session = new RtcpSession(
            new StreamSplicer(new Ssrc(0xCAFE), default, default, 48000),
            new RtpReceiver(new Ssrc(0xCAFE), 48000, authenticated: true),
            "me"u8.ToArray()
        );
        for (var i = 0; i < 200_000; i++)
        {
            var datagram = good.AsSpan(0, i % 3 == 0 ? random.Next(length + 1) : length).ToArray();
            for (var changes = random.Next(5); changes > 0 && datagram.Length > 0; changes--)
            {
                datagram[random.Next(datagram.Length)] = (byte)random.Next(256);
            }

            session.Handle(datagram, Packets.At(i * 100));
            Assert.InRange(session.RemoteLoss, 0, 1);
            Assert.InRange(session.RemoteJitter.TotalSeconds, 0, 10);
            Assert.InRange(session.RoundTrip?.TotalSeconds ?? 0, 0, 60);
        }
    }
}
