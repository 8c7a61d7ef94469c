using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Tests.Rtp;

public class StreamSplicerTests
{
    static readonly PayloadType Pcma = PayloadType.Pcma;
    readonly StreamSplicer _splicer = new(new Ssrc(7), new SequenceNumber(65534), new RtpTimestamp(uint.MaxValue - 500), 8000);

    RtpHeader Relay(int sequence, long timestamp, double milliseconds, uint ssrc = 1)
    {
        Assert.True(_splicer.TryRelay(Packets.Packet(sequence, timestamp, ssrc), Pcma, Packets.At(milliseconds), out var header));
        return header;
    }

    RtpHeader Own(double milliseconds) => _splicer.Next(Pcma, 160, Packets.At(milliseconds));

    [Fact]
    public void A_stream_passed_on_keeps_its_spacing_under_our_SSRC()
    {
        var first = Relay(100, 5000, 0);
        var second = Relay(101, 5160, 23);
        var fourth = Relay(103, 5480, 61);

        Assert.Equal(new Ssrc(7), second.Ssrc);
        Assert.Equal((1, 160), (second.SequenceNumber.DistanceFrom(first.SequenceNumber), second.Timestamp.DistanceFrom(first.Timestamp)));
        Assert.Equal((3, 480), (fourth.SequenceNumber.DistanceFrom(first.SequenceNumber), fourth.Timestamp.DistanceFrom(first.Timestamp)));
        Assert.Equal((true, false, false), (first.Marker, second.Marker, fourth.Marker));
    }

    [Fact]
    public void A_switch_leaves_no_gap_in_numbers_and_places_the_new_party_at_the_wall_clock()
    {
        var before = Relay(100, 5000, 0);
        _splicer.Switch();
        var after = Relay(40000, 999_999, 3000, ssrc: 2);

        Assert.Equal(before.SequenceNumber.Next, after.SequenceNumber);
        Assert.Equal(3 * 8000, after.Timestamp.DistanceFrom(before.Timestamp));
        Assert.True(after.Marker);
    }

    [Fact]
    public void A_microphone_whose_clock_stood_still_while_it_was_off_does_not_delay_what_follows()
    {
        // Measured in Chromium: 40 ms of RTP time in 1830 ms of wall time.
        var before = Relay(100, 5000, 0);
        var after = Relay(101, 5320, 1830);
        Assert.Equal(1830 * 8, after.Timestamp.DistanceFrom(before.Timestamp));
        Assert.Equal(before.SequenceNumber.Next, after.SequenceNumber);
    }

    [Fact]
    public void Calls_one_after_the_other_on_the_same_line_all_start_at_the_wall_clock()
    {
        var (now, incoming, sequence) = (0.0, 1_000L, 10);
        var origin = Own(now);
        for (var call = 0; call < 10; call++)
        {
            now += 20;
            for (var i = 0; i < 50; i++, now += 20)
            {
                Own(now); // ringing
            }

            for (var i = 0; i < 250; i++, now += 20, incoming += 160)
            {
                var header = Relay(sequence++, incoming, now + 7);
                var ahead = header.Timestamp.DistanceFrom(origin.Timestamp) - (now + 7) * 8;
                Assert.InRange(ahead, 0, 160);
            }

            now += 1830; // idle: nothing is sent, and the microphone's clock stands still
        }
    }

    [Fact]
    public void A_party_who_comes_in_during_a_frame_of_our_own_does_not_leave_the_stream_ahead_of_the_clock()
    {
        var silence = Own(0);
        _splicer.Switch();
        Assert.False(_splicer.TryRelay(Packets.Packet(100, 5000), Pcma, Packets.At(2), out _)); // 18 ms of the silence are still to come

        var first = Relay(101, 5160, 22);
        var second = Relay(102, 5320, 42);

        Assert.Equal(22 * 8, first.Timestamp.DistanceFrom(silence.Timestamp));
        Assert.Equal(silence.SequenceNumber.Next, first.SequenceNumber);
        Assert.Equal(160, second.Timestamp.DistanceFrom(first.Timestamp));
    }

    [Fact]
    public void A_party_who_comes_in_at_the_end_of_a_frame_of_our_own_is_heard_at_once()
    {
        var silence = Own(0);
        _splicer.Switch();

        Assert.Equal(160, Relay(100, 5000, 14).Timestamp.DistanceFrom(silence.Timestamp));
    }

    [Fact]
    public void A_packet_lost_on_the_way_in_stays_a_gap_and_one_overtaken_keeps_its_place()
    {
        var first = Relay(100, 0, 0);
        var third = Relay(102, 320, 40);
        var second = Relay(101, 160, 41);
        Assert.Equal(first.SequenceNumber.Next, second.SequenceNumber);
        Assert.Equal(second.SequenceNumber.Next, third.SequenceNumber);
        Assert.Equal(third.SequenceNumber.Next, Relay(103, 480, 60).SequenceNumber);
    }

    [Fact]
    public void Events_that_are_consumed_leave_no_gap()
    {
        var before = Relay(100, 0, 0);
        for (var i = 101; i < 113; i++)
        {
            _splicer.Skip(Packets.Packet(i, 160, payloadType: 101, payload: [5, 10, 0, 0]));
        }

        Assert.Equal(before.SequenceNumber.Next, Relay(113, 2080, 260).SequenceNumber);
        Assert.False(_splicer.TryRelay(Packets.Packet(112, 1920), Pcma, Packets.At(261), out _)); // its number is taken
    }

    [Fact]
    public void A_packet_overtaken_across_a_switch_is_left_out()
    {
        Relay(100, 0, 0);
        Own(20);
        var after = Relay(105, 800, 100);
        Assert.False(_splicer.TryRelay(Packets.Packet(104, 640), Pcma, Packets.At(101), out _));
        Assert.Equal(after.SequenceNumber.Next, Relay(106, 960, 120).SequenceNumber);
    }

    [Fact]
    public void What_piled_up_behind_a_stall_does_not_push_the_stream_into_the_future()
    {
        var origin = Relay(0, 0, 0);
        for (var i = 1; i < 50; i++)
        {
            Own(i * 20); // silence goes out while nothing comes in
        }

        var sent = 0;
        for (var i = 1; i <= 50; i++)
        {
            if (_splicer.TryRelay(Packets.Packet(i, i * 160), Pcma, Packets.At(1000), out var header))
            {
                sent++;
                Assert.InRange(header.Timestamp.DistanceFrom(origin.Timestamp), 8000, 8000 + 161 * 8);
            }
        }

        Assert.InRange(sent, 1, 8);
    }

    [Fact]
    public void After_a_stall_the_stream_goes_on_at_the_clock()
    {
        var origin = Relay(0, 0, 0);
        for (var i = 1; i <= 10; i++)
        {
            Own(i * 20);
        }

        var heard = 0;
        for (var i = 1; i <= 60; i++)
        {
            var now = Math.Max(i * 20, 200); // ten packets arrive at once, the others in time
            if (_splicer.TryRelay(Packets.Packet(i, i * 160), Pcma, Packets.At(now), out var header))
            {
                heard++;
                Assert.InRange(header.Timestamp.DistanceFrom(origin.Timestamp) - (now * 8), 0, 40 * 8);
            }
        }

        Assert.InRange(heard, 48, 60);
    }

    [Theory]
    [InlineData(3600 * 8000)]
    [InlineData(-3600 * 8000)]
    [InlineData(8000)]
    [InlineData(int.MinValue)]
    public void A_sender_whose_clock_jumps_is_heard_again_within_a_second_and_at_the_wall_clock(int jump)
    {
        var origin = Relay(0, 0, 0);
        var heard = 0;
        for (var i = 1; i <= 100; i++)
        {
            if (_splicer.TryRelay(Packets.Packet(i, i * 160 + (long)jump), Pcma, Packets.At(i * 20), out var header))
            {
                heard++;
                Assert.InRange(header.Timestamp.DistanceFrom(origin.Timestamp) - i * 160, 0, 160);
            }
        }

        Assert.InRange(heard, 50, 100);
    }

    [Fact]
    public void A_sender_whose_crystal_is_faster_is_followed_for_an_hour_without_a_lost_packet()
    {
        Relay(0, 0, 0);
        for (var i = 1; i < 3600 * 50; i++)
        {
            Assert.True(_splicer.TryRelay(Packets.Packet(i, i * 160L), Pcma, Packets.At(i * 20 * 0.9998), out _));
        }
    }

    [Fact]
    public void Frames_of_our_own_lie_20_ms_apart_though_the_timer_is_late()
    {
        var random = new Random(4);
        var last = Own(0);
        for (var i = 1; i < 500; i++)
        {
            var next = Own(i * 20 + random.Next(0, 15));
            Assert.Equal(160, next.Timestamp.DistanceFrom(last.Timestamp));
            last = next;
        }
    }

    [Fact]
    public void Another_codec_with_another_clock_goes_on_from_the_same_moment()
    {
        var last = Own(0);
        last = Own(20);
        _splicer.UseClock(48000, Packets.At(30));
        var next = _splicer.Next(new PayloadType(111), 3, Packets.At(40));
        Assert.InRange(next.Timestamp.DistanceFrom(last.Timestamp), 1, 960 + 160);
        Assert.Equal(960, _splicer.Next(new PayloadType(111), 3, Packets.At(60)).Timestamp.DistanceFrom(next.Timestamp));
        Assert.Equal(last.SequenceNumber + 2, next.SequenceNumber.Next);
    }

    [Fact]
    public void Relaying_a_packet_allocates_nothing()
    {
        var receiver = new RtpReceiver(new Ssrc(7), 8000, authenticated: true);
        var (datagram, output) = (Packets.Datagram(1), new byte[1500]);
        void Once(int i)
        {
            new RtpHeader(false, Pcma, new SequenceNumber((ushort)i), new RtpTimestamp((uint)(i * 160)), new Ssrc(1)).Write(datagram);
            RtpPacket.Read(datagram, out var packet);
            if (
                receiver.Handle(packet, Packets.At(i * 20)) == RtpVerdict.Accepted
                && _splicer.TryRelay(packet, Pcma, Packets.At(i * 20), out var header)
            )
            {
                header.Write(output, packet.Payload);
            }
        }

        for (var i = 0; i < 100; i++)
        {
            Once(i);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 100; i < 10_000; i++)
        {
            Once(i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10_000u, _splicer.PacketsSent);
        Assert.Equal(1_600_000u, _splicer.OctetsSent);
    }
}
