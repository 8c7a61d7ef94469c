namespace ConnectMe.Media.Tests;

public sealed class RtpPortRangeTests
{
    [Theory]
    [InlineData("20000-20999", 500)]
    [InlineData("20001-20004", 1)]
    [InlineData(" 20000 - 20001 ", 1)]
    [InlineData("65534-65535", 1)]
    public void A_range_has_a_pair_for_each_leg(string text, int pairs)
    {
        Assert.True(RtpPortRange.TryParse(text, out var range));
        Assert.Equal(pairs, range.Pairs);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("20000")]
    [InlineData("20999-20000")]
    [InlineData("20001-20002")]
    [InlineData("0-20")]
    [InlineData("20000-70000")]
    [InlineData("-20000")]
    [InlineData("a-b")]
    public void What_is_no_range_is_refused(string? text) => Assert.False(RtpPortRange.TryParse(text, out _));
}
