using ConnectMe.Media.Rtp;
using CsCheck;

namespace ConnectMe.Media.Tests.Rtp;

public class JitterBufferTests
{
    readonly JitterBuffer _buffer = new();

    bool Put(int sequence, uint ssrc = 1) =>
        _buffer.Put(Packets.Packet(sequence, ssrc: ssrc, payload: [(byte)sequence, (byte)(sequence >> 8)]));

    string Take() =>
        _buffer.Take(out _, out var payload) switch
        {
            JitterBufferOutput.Packet => (payload[0] | (payload[1] << 8)).ToString(),
            var other => other.ToString(),
        };

    [Fact]
    public void Nothing_is_played_until_two_packets_wait()
    {
        Assert.Equal("Empty", Take());
        Put(1);
        Assert.Equal("Empty", Take());
        Put(2);
        Assert.Equal("1", Take());
        Assert.Equal("2", Take());
        Assert.Equal("Empty", Take());
    }

    [Fact]
    public void Packets_come_out_in_order_whatever_order_they_came_in()
    {
        Put(65535);
        Put(1);
        Put(65534);
        Put(0);
        Assert.Equal(["65534", "65535", "0", "1"], [Take(), Take(), Take(), Take()]);
    }

    [Fact]
    public void A_missing_packet_is_reported_lost_and_the_one_after_it_can_be_looked_at()
    {
        Put(1);
        Put(3);
        Assert.Equal("1", Take());
        Assert.Equal("Lost", Take());
        Assert.Equal(3, _buffer.Following[0]);
        Assert.Equal("3", Take());
        Assert.Equal(1, _buffer.Missed);
    }

    [Fact]
    public void After_a_pause_playing_begins_at_the_first_packet_there_is()
    {
        Put(1);
        Put(2);
        Assert.Equal(["1", "2", "Empty"], [Take(), Take(), Take()]);
        Put(9);
        Put(10);
        Assert.Equal(["9", "10", "Empty"], [Take(), Take(), Take()]);
        Assert.Equal(0, _buffer.Missed);
    }

    [Fact]
    public void A_packet_too_late_or_twice_is_refused()
    {
        Put(1);
        Assert.False(Put(1));
        Put(2);
        Take();
        Assert.False(Put(1));
        Assert.False(_buffer.Put(Packets.Packet(3, payload: [])));
        Assert.False(_buffer.Put(Packets.Packet(3, payload: new byte[1300])));
    }

    [Fact]
    public void A_backlog_is_shortened_a_packet_at_a_time()
    {
        for (var i = 0; i < 12; i++)
        {
            Put(i);
        }

        var taken = 0;
        while (Take() != "Empty")
        {
            taken++;
        }

        Assert.InRange(taken, 8, 10);
    }

    [Fact]
    [Spec("C5")]
    public void Packets_that_come_late_make_it_wait_longer_and_calm_makes_it_wait_less()
    {
        Put(0);
        Put(1);
        Assert.Equal(["0", "1", "Empty"], [Take(), Take(), Take()]);
        Put(2); // 20 ms late
        Put(3);
        Assert.Equal("Empty", Take());
        Put(4);
        Assert.Equal(3, _buffer.Target);
        Assert.Equal("2", Take());
        for (var i = 5; i < 600; i++)
        {
            Put(i);
            Take();
        }

        Assert.Equal(2, _buffer.Target);
        Assert.Equal(0, _buffer.Missed);
    }

    [Fact]
    public void A_packet_that_comes_after_its_turn_is_made_room_for_once()
    {
        foreach (var sequence in (int[])[1, 3, 4])
        {
            Put(sequence);
        }

        Assert.Equal(["1", "Lost"], [Take(), Take()]);
        Put(2);
        Assert.Equal(["Lost", "3", "4"], [Take(), Take(), Take()]);
        Assert.Equal(1, _buffer.Missed);
    }

    [Fact]
    public void Somebody_who_is_always_late_does_not_silence_the_rest()
    {
        Put(0);
        Put(1);
        Take();
        var played = 0;
        for (var i = 2; i < 100; i++)
        {
            Put(i);
            Put(i - 3);
            played += Take() is "Lost" or "Empty" ? 0 : 1;
        }

        Assert.True(played > 80);
        Assert.InRange(_buffer.Target, 2, 6);
    }

    [Fact]
    public void Another_source_starts_anew()
    {
        Put(1);
        Put(2);
        Put(50_000, ssrc: 2);
        Put(50_001, ssrc: 2);
        Assert.Equal("50000", Take());
    }

    [Fact]
    public void Whatever_comes_packets_come_out_once_and_in_order() =>
        Gen.Select(Gen.Int[-5, 40], Gen.Bool)
            .Array[1, 400]
            .Sample(steps =>
            {
                var (buffer, at, last) = (new JitterBuffer(), 1000, -1);
                foreach (var (offset, take) in steps)
                {
                    if (take)
                    {
                        if (buffer.Take(out _, out var payload) == JitterBufferOutput.Packet)
                        {
                            var sequence = payload[0] | (payload[1] << 8);
                            Assert.True(sequence > last || last - sequence > 20);
                            last = sequence;
                        }
                    }
                    else
                    {
                        at += offset > 35 ? offset : 1;
                        var sequence = at + (offset < 0 ? offset : 0);
                        buffer.Put(Packets.Packet(sequence, payload: [(byte)sequence, (byte)(sequence >> 8)]));
                    }

                    Assert.InRange(buffer.Waiting, 0, 32);
                }
            });
}
