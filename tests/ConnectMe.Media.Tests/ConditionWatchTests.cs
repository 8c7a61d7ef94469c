using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Tests;

public sealed class ConditionWatchTests
{
    readonly ConditionWatch _watch = new();
    ReceivedPackets _packets;

    [Fact]
    [Spec("B14")]
    public void A_line_without_loss_has_four_bars_from_the_first_second_and_says_so_once()
    {
        Assert.Equal([new SoundCondition(4, SoundTrouble.None)], Seconds(20));
    }

    [Theory]
    [InlineData(0.05, 3, SoundTrouble.None)]
    [InlineData(0.10, 2, SoundTrouble.LostComing)]
    [InlineData(0.30, 1, SoundTrouble.LostComing)]
    [Spec("B14")]
    public void What_is_lost_on_the_way_to_us_costs_bars_and_below_three_has_a_name(double loss, int bars, SoundTrouble trouble)
    {
        Seconds(10);

        Assert.Equal(new SoundCondition(bars, trouble), Seconds(10, loss: loss)[^1]);
    }

    [Fact]
    [Spec("B14")]
    public void What_the_other_side_misses_of_ours_is_told_apart_from_what_we_miss()
    {
        Assert.Equal([new SoundCondition(1, SoundTrouble.LostGoing)], Seconds(5, remoteLoss: 0.3));
    }

    [Fact]
    [Spec("B14")]
    public void A_long_way_is_slow_and_packets_in_fits_are_uneven()
    {
        Assert.Equal([new SoundCondition(1, SoundTrouble.Slow)], Seconds(5, roundTrip: 900));
        _watch.Reset();
        Assert.Equal([new SoundCondition(1, SoundTrouble.Uneven)], Seconds(5, roundTrip: 40, jitter: 200));
    }

    [Fact]
    [Spec("B14")]
    public void A_burst_is_no_news_and_a_bad_line_is_called_good_again_only_when_that_lasts()
    {
        Seconds(10);

        Assert.Empty(Seconds(1, remoteLoss: 0.3));
        Assert.Empty(Seconds(5));
        Assert.Equal([new SoundCondition(1, SoundTrouble.LostGoing)], Seconds(5, remoteLoss: 0.3));
        Assert.Empty(Seconds(7));
        Assert.Equal([new SoundCondition(4, SoundTrouble.None)], Seconds(1));
    }

    [Fact]
    public void A_line_that_flutters_between_two_levels_says_nothing()
    {
        Seconds(10);

        for (var i = 0; i < 20; i++)
        {
            Assert.Empty(Seconds(2, remoteLoss: 0.3));
            Assert.Empty(Seconds(1));
        }
    }

    [Fact]
    public void Without_sound_and_reports_there_is_nothing_to_say()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(_watch.Judge(new Reception(AudioCodec.Pcma, default, TimeSpan.Zero, RoundTrip: null, RemoteLoss: 0)));
        }
    }

    /// <summary>What the watch says in so many seconds with 50 packets each.</summary>
    List<SoundCondition> Seconds(int count, double loss = 0, double remoteLoss = 0, int? roundTrip = 20, int jitter = 1)
    {
        var said = new List<SoundCondition>();
        for (var i = 0; i < count; i++)
        {
            var lost = (long)(50 * loss);
            _packets += new ReceivedPackets(50 - lost, lost);
            var heard = new Reception(
                AudioCodec.Pcma,
                _packets,
                TimeSpan.FromMilliseconds(jitter),
                roundTrip is { } there ? TimeSpan.FromMilliseconds(there) : null,
                remoteLoss
            );
            if (_watch.Judge(heard) is { } condition)
            {
                said.Add(condition);
            }
        }

        return said;
    }
}
