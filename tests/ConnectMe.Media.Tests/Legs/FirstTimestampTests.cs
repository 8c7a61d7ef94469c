namespace ConnectMe.Media.Tests.Legs;

public class FirstTimestampTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_leg_that_a_later_run_takes_up_goes_on_ahead_of_where_it_was_and_each_has_its_own()
    {
        var leg = new Guid("0193a1b2-0000-7000-8000-000000000001");

        var (before, after) = (FirstTimestamp.Of(leg, Now), FirstTimestamp.Of(leg, Now.AddSeconds(90)));

        Assert.Equal(90u * 8000, unchecked(after.Value - before.Value));
        Assert.NotEqual(before, FirstTimestamp.Of(Guid.NewGuid(), Now));
    }
}
