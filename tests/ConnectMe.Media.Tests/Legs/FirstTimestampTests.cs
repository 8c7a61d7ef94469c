namespace ConnectMe.Media.Tests.Legs;

public class FirstTimestampTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(8000)] // of telephony's codecs, G.722 among them
    [InlineData(48000)] // of Opus
    public void A_leg_that_a_later_run_takes_up_goes_on_ahead_of_where_it_was_and_each_has_its_own(uint clock)
    {
        var leg = new Guid("0193a1b2-0000-7000-8000-000000000001");

        var (before, after) = (FirstTimestamp.Of(leg, Now), FirstTimestamp.Of(leg, Now.AddHours(12)));
        var last = unchecked(before.Value + (clock * (uint)TimeSpan.FromHours(12).TotalSeconds) - clock);

        Assert.InRange(unchecked((int)(after.Value - last)), 1, int.MaxValue); // as RFC 3550 §A.1 compares
        Assert.NotEqual(before, FirstTimestamp.Of(Guid.NewGuid(), Now));
    }
}
