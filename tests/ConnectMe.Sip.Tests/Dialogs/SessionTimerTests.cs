using ConnectMe.Sip.Dialogs;

namespace ConnectMe.Sip.Tests.Dialogs;

/// <summary>RFC 4028 §10.</summary>
public class SessionTimerTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    readonly SessionTimer _timer = new();

    [Fact]
    public void The_refresher_renews_at_half_the_interval()
    {
        _timer.Start(new SessionExpires(1800), weRefresh: true, Start);

        Assert.False(_timer.RefreshIsDue(Start.AddSeconds(899)));
        Assert.True(_timer.RefreshIsDue(Start.AddSeconds(900)));
        Assert.Equal(Start.AddSeconds(900), _timer.NextTimeout);
    }

    [Theory, InlineData(1800, 1768), InlineData(90, 60)]
    public void Who_waits_in_vain_ends_it_32_seconds_or_a_third_before_the_interval(uint interval, int after)
    {
        _timer.Start(new SessionExpires(interval), weRefresh: false, Start);

        Assert.False(_timer.IsOver(Start.AddSeconds(after - 1)));
        Assert.True(_timer.IsOver(Start.AddSeconds(after)));
    }

    [Fact]
    public void Without_an_interval_nothing_expires()
    {
        _timer.Start(new SessionExpires(90), weRefresh: true, Start);
        _timer.Start(null, weRefresh: true, Start);

        Assert.Null(_timer.NextTimeout);
        Assert.False(_timer.IsOver(Start.AddYears(1)));
    }
}
