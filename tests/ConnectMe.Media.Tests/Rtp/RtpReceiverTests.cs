using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Tests.Rtp;

public class RtpReceiverTests
{
    readonly RtpReceiver _receiver = new(new Ssrc(99), clockRate: 8000, authenticated: true);

    RtpVerdict Receive(int sequence, double milliseconds, uint ssrc = 1, long? timestamp = null) =>
        _receiver.Handle(Packets.Packet(sequence, timestamp ?? sequence * 160L, ssrc), Packets.At(milliseconds));

    [Fact]
    public void A_stream_without_loss_or_jitter_is_reported_so_across_the_wrap()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(RtpVerdict.Accepted, Receive(65500 + i, i * 20));
        }

        var report = _receiver.Current!.TakeReport(Packets.At(2000));
        Assert.Equal((0, 0), ((int)report.FractionLost, report.CumulativeLost));
        Assert.Equal(0u, report.Jitter);
        Assert.Equal(65536u + 63, report.HighestSequence);
        Assert.Equal(100u, _receiver.Current.Received);
    }

    [Fact]
    public void One_lost_in_four_is_a_fraction_of_64_and_the_next_interval_starts_anew()
    {
        for (var i = 0; i < 200; i++)
        {
            if (i % 4 != 1)
            {
                Receive(i, i * 20);
            }
        }

        var report = _receiver.Current!.TakeReport(Packets.At(4000));
        Assert.Equal((64, 50), ((int)report.FractionLost, report.CumulativeLost));
        for (var i = 200; i < 250; i++)
        {
            Receive(i, i * 20);
        }

        report = _receiver.Current.TakeReport(Packets.At(5000));
        Assert.Equal((0, 50), ((int)report.FractionLost, report.CumulativeLost));
    }

    [Fact]
    public void Jitter_is_the_mean_deviation_of_the_spacing()
    {
        for (var i = 0; i < 400; i++)
        {
            Receive(i, i * 20 + (i % 2 == 0 ? 0 : 5));
        }

        Assert.InRange(_receiver.Current!.Jitter.TotalMilliseconds, 4.5, 5.1);
    }

    [Fact]
    public void A_pause_in_which_the_senders_clock_stood_still_is_no_jitter_when_the_microphone_is_attached_anew()
    {
        for (var i = 0; i < 50; i++)
        {
            Receive(i, i * 20);
        }

        _receiver.Resume();
        for (var i = 50; i < 100; i++)
        {
            Receive(i, 60_000 + i * 20);
        }

        Assert.Equal(TimeSpan.Zero, _receiver.Current!.Jitter);
    }

    [Fact]
    public void An_overtaken_packet_is_late_and_a_second_copy_of_the_last_is_a_duplicate()
    {
        Receive(1, 0);
        Receive(3, 20);
        Assert.Equal(RtpVerdict.Late, Receive(2, 25));
        Assert.Equal(RtpVerdict.Duplicate, Receive(3, 26));
        Assert.Equal(0, _receiver.Current!.CumulativeLost);
    }

    [Fact]
    public void A_jump_is_believed_at_the_second_packet_that_follows_it()
    {
        Receive(1, 0);
        Assert.Equal(RtpVerdict.Jumped, Receive(30000, 20));
        Assert.Equal(RtpVerdict.Accepted, Receive(2, 30));
        Assert.Equal(RtpVerdict.Jumped, Receive(40000, 40));
        Assert.Equal(RtpVerdict.Accepted, Receive(40001, 60));
        Assert.Equal(0, _receiver.Current!.CumulativeLost);
    }

    [Fact]
    public void On_plain_RTP_a_source_is_on_probation_until_two_follow_each_other()
    {
        var receiver = new RtpReceiver(new Ssrc(99), 8000, authenticated: false);
        Assert.Equal(RtpVerdict.OnProbation, receiver.Handle(Packets.Packet(5), Packets.At(0)));
        Assert.Equal(RtpVerdict.OnProbation, receiver.Handle(Packets.Packet(9), Packets.At(20)));
        Assert.Equal(RtpVerdict.Accepted, receiver.Handle(Packets.Packet(10), Packets.At(40)));
    }

    [Fact]
    public void Our_own_SSRC_coming_back_is_a_loop() => Assert.Equal(RtpVerdict.Looped, Receive(1, 0, ssrc: 99));

    [Fact]
    public void Ten_times_the_packet_rate_is_cut_to_twice()
    {
        var accepted = 0;
        for (var i = 0; i < 5000; i++)
        {
            accepted += Receive(i, i * 2) == RtpVerdict.Accepted ? 1 : 0;
        }

        Assert.InRange(accepted, 1000, 1030); // 10 s, 100 a second, and what may pile up behind a stall
    }

    [Fact]
    public void What_piled_up_behind_a_stall_of_half_a_second_is_taken()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(RtpVerdict.Accepted, Receive(i, i < 50 ? i * 20 : Math.Max(i * 20, 1500)));
        }
    }

    [Fact]
    public void A_flood_of_sources_does_not_push_out_the_one_that_speaks()
    {
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(RtpVerdict.Accepted, Receive(i, i * 20));
            Receive(1, i * 20 + 10, ssrc: (uint)(1000 + i));
        }

        Assert.Equal(new Ssrc(1), _receiver.Find(new Ssrc(1))!.Ssrc);
        Assert.Equal(200u, _receiver.Find(new Ssrc(1))!.Received);
    }

    [Fact]
    public void A_clock_that_steps_back_and_timestamps_at_random_leave_figures_that_are_numbers()
    {
        var random = new Random(2);
        for (var i = 0; i < 1000; i++)
        {
            Receive(i, random.Next(-100_000, 100_000), timestamp: random.NextInt64());
            Assert.True(double.IsFinite(_receiver.Current?.Jitter.TotalSeconds ?? 0));
        }

        Assert.InRange(_receiver.Current!.Jitter.TotalSeconds, 0, 1);
        _receiver.Current.TakeReport(Packets.At(0));
    }
}
