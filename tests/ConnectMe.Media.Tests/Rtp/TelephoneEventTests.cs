using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Tests.Rtp;

/// <summary>What browsers were measured to send, and what RFC 4733 says.</summary>
public class TelephoneEventTests
{
    readonly TelephoneEventReceiver _receiver = new(clockRate: 48000);
    int _sequence = 100;

    char? Receive(int code, int duration, bool end, long timestamp, double milliseconds, bool marker = false, uint ssrc = 1)
    {
        var payload = new byte[4];
        new TelephoneEvent((byte)code, end, Volume: 10, (ushort)duration).Write(payload);
        return _receiver.Handle(Packets.Packet(_sequence++, timestamp, ssrc, 110, marker, payload), Packets.At(milliseconds));
    }

    [Fact]
    public void A_digit_with_start_updates_and_three_ends_is_reported_once_at_its_start()
    {
        // Chromium with opus and telephone-event/48000: 120 ms are 5760 units.
        Assert.Equal('5', Receive(5, 960, end: false, 48000, 0, marker: true));
        for (var i = 2; i <= 6; i++)
        {
            Assert.Null(Receive(5, i * 960, end: false, 48000, i * 20));
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Null(Receive(5, 5760, end: true, 48000, 140));
        }
    }

    [Fact]
    public void A_digit_of_which_only_the_three_ends_come_is_reported_once()
    {
        // Both browsers with opus and telephone-event/8000.
        Assert.Equal('#', Receive(11, 960, end: true, 48000, 0));
        Assert.Null(Receive(11, 960, end: true, 48000, 1));
        Assert.Null(Receive(11, 960, end: true, 48000, 2));
    }

    [Fact]
    public void The_same_digit_twice_is_two_digits()
    {
        Assert.Equal('1', Receive(1, 960, end: true, 48000, 0));
        Assert.Equal('1', Receive(1, 960, end: true, 48000 + 9600, 200));
        Assert.Null(Receive(1, 960, end: true, 48000, 201)); // a late end of the first
    }

    [Fact]
    public void All_sixteen_digits_are_heard_and_other_events_are_not()
    {
        for (var code = 0; code < 256; code++)
        {
            var digit = Receive(code, 960, end: true, code * 10_000L, code * 200);
            Assert.Equal(code < 16 ? "0123456789*#ABCD"[code] : null, digit);
        }
    }

    [Fact]
    public void A_key_held_for_longer_than_65535_units_is_one_digit()
    {
        Assert.Equal('7', Receive(7, 960, end: false, 0, 0, marker: true));
        Assert.Null(Receive(7, 65535, end: false, 0, 1365));
        Assert.Null(Receive(7, 960, end: false, 65535, 1385));
        Assert.Null(Receive(7, 1920, end: true, 65535, 1405));
        Assert.Equal('7', Receive(7, 960, end: false, 200_000, 4000, marker: true));
    }

    [Fact]
    public void An_event_whose_end_never_comes_does_not_hide_the_next_one()
    {
        Assert.Equal('1', Receive(1, 65535, end: false, 0, 0));
        Assert.Equal('1', Receive(1, 960, end: false, 4800, 100));
        Assert.Equal('2', Receive(2, 960, end: false, 9600, 200));
    }

    [Fact]
    public void Fifty_events_a_second_are_cut_to_twenty()
    {
        var heard = 0;
        for (var i = 0; i < 500; i++)
        {
            heard += Receive(3, 100, end: true, i * 960, i * 20) is null ? 0 : 1;
        }

        Assert.InRange(heard, 200, 221);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 1, 0x80, 3 })]
    public void A_payload_too_short_is_no_event(byte[] payload) =>
        Assert.Null(_receiver.Handle(Packets.Packet(1, payload: payload), Packets.At(0)));

    [Theory]
    [InlineData(8000)]
    [InlineData(48000)]
    public void Digits_sent_are_the_digits_received_in_one_stream_without_gaps(int clockRate)
    {
        var stream = new StreamSplicer(new Ssrc(5), new SequenceNumber(65530), new RtpTimestamp(uint.MaxValue), clockRate);
        var sender = new TelephoneEventSender(clockRate);
        var (receiver, heard) = (new TelephoneEventReceiver(clockRate), "");
        var (datagram, payload) = (new byte[16], new byte[4]);
        Assert.True(sender.TrySend("12*#d1"));
        var expected = new SequenceNumber(65530);
        var starts = 0;
        for (var tick = 0; tick < 100; tick++)
        {
            var now = Packets.At(tick * 20);
            if (!sender.TryNext(stream, new PayloadType(101), payload, now, out var header))
            {
                header = stream.Next(PayloadType.Pcma, 160, now);
            }
            else
            {
                header.Write(datagram, payload);
                heard += receiver.Handle(Packets.Read(datagram), now);
                starts += header.Marker ? 1 : 0;
            }

            Assert.Equal(expected, header.SequenceNumber);
            expected = expected.Next;
        }

        Assert.Equal("12*#D1", heard);
        Assert.Equal(6, starts);
        Assert.False(sender.IsSending);
    }

    [Fact]
    public void One_digit_is_five_packets_that_grow_and_three_ends_under_one_timestamp()
    {
        var stream = new StreamSplicer(new Ssrc(5), new SequenceNumber(1), new RtpTimestamp(1000), 8000);
        var sender = new TelephoneEventSender(8000);
        var payload = new byte[4];
        sender.TrySend("9");
        var sent = new List<(bool Marker, uint Timestamp, TelephoneEvent Event)>();
        for (var tick = 0; sender.TryNext(stream, new PayloadType(101), payload, Packets.At(tick * 20), out var header); tick++)
        {
            TelephoneEvent.TryRead(payload, out var telephoneEvent);
            sent.Add((header.Marker, header.Timestamp.Value, telephoneEvent));
        }

        Assert.Equal([160, 320, 480, 640, 800, 800, 800, 800], sent.Select(packet => (int)packet.Event.Duration));
        Assert.Equal([false, false, false, false, false, true, true, true], sent.Select(packet => packet.Event.End));
        Assert.Equal([true, false, false, false, false, false, false, false], sent.Select(packet => packet.Marker));
        Assert.Single(sent.Select(packet => packet.Timestamp).Distinct());
    }

    [Fact]
    public void What_is_no_digit_and_too_many_digits_are_not_sent()
    {
        var sender = new TelephoneEventSender(8000);
        Assert.False(sender.TrySend("12x"));
        Assert.False(sender.IsSending);
        Assert.True(sender.TrySend(new string('1', TelephoneEventSender.MaximumWaiting)));
        Assert.False(sender.TrySend("1"));
    }
}
