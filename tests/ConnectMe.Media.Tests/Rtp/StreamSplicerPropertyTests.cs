using ConnectMe.Media.Rtp;
using CsCheck;

namespace ConnectMe.Media.Tests.Rtp;

/// <summary>What holds of an outgoing stream whatever the switchboard, the network and the parties do.</summary>
public class StreamSplicerPropertyTests
{
    static readonly PayloadType Pcma = PayloadType.Pcma;

    /// <summary>What happens to a line, in any order: frames of two parties and of our own, switches, pauses, consumed events, losses.</summary>
    static readonly Gen<(int What, int Times, int Jitter)> Step = Gen.Select(Gen.Int[0, 6], Gen.Int[1, 30], Gen.Int[0, 15]);

    [Fact]
    public void Whatever_is_switched_numbers_go_on_and_timestamps_follow_the_wall_clock() =>
        Step.Array[1, 60]
            .Sample(
                steps =>
                {
                    var splicer = new StreamSplicer(new Ssrc(7), new SequenceNumber(65000), new RtpTimestamp(uint.MaxValue - 10_000), 8000);
                    var (now, origin, expected) = (0.0, default(RtpTimestamp?), new SequenceNumber(65000));
                    var (last, ours) = (default(RtpTimestamp), false);
                    Span<int> sequences = [60000, 100];
                    Span<long> clocks = [123, 4_000_000_000];
                    foreach (var (what, times, jitter) in steps)
                    {
                        for (var i = 0; i < times; i++, now += 20)
                        {
                            var arrival = Packets.At(now + jitter);
                            var header = default(RtpHeader);
                            switch (what)
                            {
                                case 0 or 1: // one of the parties speaks
                                    var packet = Packets.Packet(sequences[what]++, clocks[what], ssrc: (uint)what);
                                    clocks[what] += 160;
                                    if (!splicer.TryRelay(packet, Pcma, arrival, out header))
                                    {
                                        Assert.True(ours, "a packet in time was left out");
                                        ours = false;
                                        continue;
                                    }

                                    ours = false;
                                    break;
                                case 2: // music or silence
                                    header = splicer.Next(Pcma, 160, arrival);
                                    ours = true; // a packet that comes within its 20 ms is left out: one, no more
                                    break;
                                case 3:
                                    splicer.Switch();
                                    continue;
                                case 4: // a pause in which nothing is sent and every clock but the wall's stands still
                                    now += 100;
                                    continue;
                                case 5: // a digit is consumed
                                    splicer.Skip(Packets.Packet(sequences[0]++, clocks[0], ssrc: 0, payloadType: 101));
                                    clocks[0] += 160;
                                    continue;
                                default: // both parties pause while their clocks run
                                    clocks[0] += 160;
                                    clocks[1] += 160;
                                    continue;
                            }

                            origin ??= header.Timestamp + -(long)((now + jitter) * 8);
                            var ahead = header.Timestamp.DistanceFrom(origin.Value + (long)((now + jitter) * 8));
                            Assert.Equal(expected, header.SequenceNumber);
                            Assert.True(last == default || header.Timestamp.IsNewerThan(last));
                            Assert.InRange(ahead, -250 * 8, 125 * 8);
                            (expected, last) = (expected.Next, header.Timestamp);
                        }
                    }
                },
                iter: 2000
            );

    [Fact]
    public void Whatever_is_sent_at_whatever_time_goes_out_near_the_wall_clock_or_not_at_all()
    {
        var random = new Random(17);
        var receiver = new RtpReceiver(new Ssrc(7), 8000, authenticated: true);
        var splicer = new StreamSplicer(new Ssrc(7), new SequenceNumber(65534), new RtpTimestamp(uint.MaxValue - 500), 8000);
        var origin = splicer.Next(Pcma, 160, Packets.At(0));
        var (sequence, timestamp, milliseconds) = (0, 0L, 0.0);
        for (var i = 0; i < 300_000; i++)
        {
            milliseconds += random.Next(0, 40);
            sequence += random.Next(20) == 0 ? random.Next(-200, 200) : 1;
            timestamp += random.Next(20) == 0 ? random.NextInt64(-1L << 33, 1L << 33) : 160;
            var packet = Packets.Packet(sequence, timestamp, ssrc: (uint)(random.Next(50) == 0 ? random.Next() : 1));
            if (receiver.Handle(packet, Packets.At(milliseconds)) is not (RtpVerdict.Accepted or RtpVerdict.Late))
            {
                continue;
            }

            if (random.Next(10) == 0)
            {
                splicer.Skip(packet);
            }
            else if (splicer.TryRelay(packet, Pcma, Packets.At(milliseconds), out var header))
            {
                // Our clock follows fast senders by 1 in 1000 at most.
                var ahead = header.Timestamp.DistanceFrom(origin.Timestamp + (long)(milliseconds * 8));
                Assert.InRange(ahead, -3 * 8000, 8 * 130 + milliseconds * 8 / 1000);
            }
        }
    }
}
