using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Tests;

public sealed class EModelTests
{
    [Theory]
    [InlineData(0, 80, 4.39)]
    [InlineData(1, 80, 4.28)]
    [InlineData(5, 80, 3.84)]
    [InlineData(0, 400, 3.05)]
    [Spec("C5")]
    public void G711_with_concealment_is_judged_as_in_the_standard(double percent, double milliseconds, double expected)
    {
        Assert.Equal(expected, EModel.Mos(AudioCodec.Pcma, percent / 100, TimeSpan.FromMilliseconds(milliseconds)), tolerance: 0.1);
    }

    [Fact]
    public void No_loss_or_delay_leaves_the_scale()
    {
        for (var loss = 0; loss <= 100; loss += 5)
        {
            for (var delay = 0; delay <= 10_000; delay += 500)
            {
                Assert.InRange(EModel.Mos(AudioCodec.Opus, loss / 100.0, TimeSpan.FromMilliseconds(delay)), 1, 4.5);
            }
        }
    }
}
