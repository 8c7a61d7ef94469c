using ConnectMe.Media.Rtcp;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Tests.Rtp;

namespace ConnectMe.Media.Tests.Rtcp;

public class RtcpSessionTests
{
    /// <summary>One side of a session at 8 kHz.</summary>
    sealed class Side
    {
        public Side(uint ssrc)
        {
            Splicer = new StreamSplicer(new Ssrc(ssrc), new SequenceNumber(100), new RtpTimestamp(5000), 8000);
            Receiver = new RtpReceiver(new Ssrc(ssrc), 8000, authenticated: true);
            Session = new RtcpSession(Splicer, Receiver, "side@connectme"u8.ToArray());
        }

        public StreamSplicer Splicer { get; }
        public RtpReceiver Receiver { get; }
        public RtcpSession Session { get; }

        public byte[] Send(double milliseconds)
        {
            var datagram = new byte[172];
            Splicer.Next(PayloadType.Pcma, 160, Packets.At(milliseconds)).Write(datagram);
            return datagram;
        }

        public byte[] Report(double milliseconds)
        {
            var datagram = new byte[RtcpSession.MaximumLength];
            return datagram[..Session.Write(datagram, Packets.At(milliseconds))];
        }
    }

    readonly Side _one = new(1);
    readonly Side _other = new(2);

    void Talk(int packets, int everyLost)
    {
        for (var i = 0; i < packets; i++)
        {
            var datagram = _one.Send(i * 20);
            if (everyLost == 0 || i % everyLost != everyLost - 1)
            {
                _other.Receiver.Handle(Packets.Read(datagram), Packets.At(i * 20 + 30));
            }
        }
    }

    [Fact]
    public void The_round_trip_is_what_the_network_took_without_what_the_other_side_waited()
    {
        Talk(50, everyLost: 0);
        _other.Session.Handle(_one.Report(1000), Packets.At(1030));
        _one.Session.Handle(_other.Report(1530), Packets.At(1575));

        Assert.Equal(75, _one.Session.RoundTrip!.Value.TotalMilliseconds, tolerance: 0.5);
        Assert.Null(_other.Session.RoundTrip);
    }

    [Fact]
    public void Loss_and_jitter_of_our_stream_are_what_the_other_side_reports()
    {
        Talk(201, everyLost: 4);
        _one.Session.Handle(_other.Report(4000), Packets.At(4030));

        Assert.Equal(0.25, _one.Session.RemoteLoss, tolerance: 0.01);
        Assert.Equal(TimeSpan.Zero, _one.Session.RemoteJitter);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0.2)]
    [Spec("B14")]
    public void What_another_lost_on_the_way_to_us_is_not_taken_for_loss_of_ours(int everyLostOfOurs, double loss)
    {
        var datagram = new byte[172];
        for (var (i, relayed) = (0, 0); i < 1500; i++)
        {
            if (i % 10 is 0 or 3 or 7)
            {
                continue; // never came to us
            }

            Assert.True(_one.Splicer.TryRelay(Packets.Packet(i, i * 160), PayloadType.Pcma, Packets.At(i * 20), out var header));
            header.Write(datagram);
            if (everyLostOfOurs == 0 || ++relayed % everyLostOfOurs != 0)
            {
                _other.Receiver.Handle(Packets.Read(datagram), Packets.At(i * 20 + 30));
            }

            if (i % 250 == 249)
            {
                _one.Session.Handle(_other.Report(i * 20), Packets.At(i * 20));
                Assert.Equal(loss, _one.Session.RemoteLoss, tolerance: 0.02);
            }
        }
    }

    [Fact]
    public void A_report_is_due_once_a_second_and_not_before_there_is_something_to_report()
    {
        Assert.False(_one.Session.IsDue(Packets.At(0)));
        _one.Send(0);
        Assert.True(_one.Session.IsDue(Packets.At(0)));
        _one.Report(0);
        Assert.False(_one.Session.IsDue(Packets.At(999)));
        Assert.True(_one.Session.IsDue(Packets.At(1000)));
    }

    [Fact]
    public void One_who_sends_reports_as_sender_and_one_who_only_listens_as_receiver()
    {
        Talk(10, everyLost: 0);
        Assert.Equal((byte)RtcpPacketType.SenderReport, _one.Report(200)[1]);
        Assert.Equal((byte)RtcpPacketType.ReceiverReport, _other.Report(200)[1]);
    }

    [Fact]
    public void Figures_that_cannot_be_are_no_figures()
    {
        _one.Send(0);
        byte[] Report(uint lastReport, uint delay, uint jitter)
        {
            var datagram = new byte[64];
            var block = new ReportBlock(new Ssrc(1), FractionLost: 255, 0x7FFFFF, uint.MaxValue, jitter, lastReport, delay);
            return datagram[..ReceiverReport.Write(datagram, new Ssrc(2), [block])];
        }

        _one.Session.Handle(Report(NtpTime.From(Packets.At(5000)).Middle, 0, uint.MaxValue), Packets.At(1000)); // a report we have yet to send
        Assert.Null(_one.Session.RoundTrip);
        Assert.Equal(255 / 256.0, _one.Session.RemoteLoss);
        Assert.Equal(10, _one.Session.RemoteJitter.TotalSeconds);

        _one.Session.Handle(Report(NtpTime.From(Packets.At(900)).Middle, uint.MaxValue / 2, 0), Packets.At(1000)); // it says it waited 9 hours
        Assert.Null(_one.Session.RoundTrip);
        _one.Session.Handle(Report(0, 0, 0), Packets.At(1000));
        Assert.Null(_one.Session.RoundTrip);
    }

    [Fact]
    public void A_report_about_a_stranger_changes_nothing()
    {
        var datagram = new byte[64];
        var block = new ReportBlock(new Ssrc(77), 255, 9, 9, 9, 9, 9);
        _one.Session.Handle(datagram.AsSpan(0, ReceiverReport.Write(datagram, new Ssrc(2), [block])), Packets.At(0));
        Assert.Equal(0, _one.Session.RemoteLoss);
    }

    [Fact]
    public void A_goodbye_counts_when_it_is_of_the_source_that_is_heard()
    {
        Talk(2, everyLost: 0);
        var goodbye = new byte[8];
        Goodbye.Write(goodbye, new Ssrc(3));
        _other.Session.Handle(goodbye, Packets.At(100));
        Assert.False(_other.Session.HasLeft);

        var datagram = new byte[RtcpSession.MaximumLength];
        _other.Session.Handle(datagram.AsSpan(0, _one.Session.WriteGoodbye(datagram, Packets.At(110))), Packets.At(110));
        Assert.True(_other.Session.HasLeft);
    }

    [Fact]
    public void Requests_for_lost_packets_and_pictures_are_counted_and_a_flood_of_them_is_not_even_read()
    {
        byte[] nack = [0x81, 205, 0, 3, 0, 0, 0, 9, 0, 0, 0, 1, 0, 5, 0, 0];
        byte[] pictureLoss = [0x81, 206, 0, 2, 0, 0, 0, 9, 0, 0, 0, 1];
        Assert.Equal(RtcpMalformedReason.None, _one.Session.Handle(nack, Packets.At(0)));
        Assert.Equal(RtcpMalformedReason.None, _one.Session.Handle(pictureLoss, Packets.At(0)));
        Assert.Equal(2, _one.Session.Ignored);

        for (var i = 0; i < 100_000; i++)
        {
            _one.Session.Handle(nack, Packets.At(1));
        }

        Assert.Equal(100_002, _one.Session.Ignored);
        Assert.Equal(RtcpMalformedReason.None, _one.Session.Handle([1], Packets.At(2))); // above the rate: it would be too short
        Assert.Equal(RtcpMalformedReason.TooShort, _one.Session.Handle([1], Packets.At(1000)));
    }

    [Fact]
    public void Malformed_extended_reports_do_no_harm() =>
        Assert.Equal(
            RtcpMalformedReason.None,
            _one.Session.Handle([0x80, 207, 0, 3, 0, 0, 0, 9, 4, 0, 0xFF, 0xFF, 0, 0, 0, 0], Packets.At(0))
        );

    [Fact]
    public void Writing_and_reading_reports_allocates_nothing()
    {
        Talk(50, everyLost: 0);
        var datagram = new byte[RtcpSession.MaximumLength];
        void Once(int second)
        {
            var length = _one.Session.Write(datagram, Packets.At(second * 1000));
            _other.Session.Handle(datagram.AsSpan(0, length), Packets.At(second * 1000 + 10));
            length = _other.Session.Write(datagram, Packets.At(second * 1000 + 20));
            _one.Session.Handle(datagram.AsSpan(0, length), Packets.At(second * 1000 + 30));
        }

        Once(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var second = 2; second < 1000; second++)
        {
            Once(second);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
