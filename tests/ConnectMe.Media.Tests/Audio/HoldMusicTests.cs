using ConnectMe.Media.Audio;
using ConnectMe.Media.Tests.Codecs;

namespace ConnectMe.Media.Tests.Audio;

public class HoldMusicTests
{
    static readonly short[] Samples = HoldMusic.Sound.Samples.ToArray();

    [Fact]
    public void The_music_is_a_loop_of_40_s_that_is_never_silent_and_never_loud()
    {
        Assert.InRange(Samples.Length / (double)Sound.SampleRate, 30, 60);
        Assert.InRange(Samples.Max(sample => Math.Abs((int)sample)), 8000, 12000);
        for (var at = 0; at + 9600 <= Samples.Length; at += 9600) // 200 ms
        {
            Assert.InRange(Signals.Level(Samples.AsSpan(at, 9600)), 150, 6000);
        }
    }

    [Fact]
    public void The_end_goes_over_into_the_beginning_without_a_click()
    {
        var largestStep = 0;
        for (var i = 1; i < Samples.Length; i++)
        {
            largestStep = Math.Max(largestStep, Math.Abs(Samples[i] - Samples[i - 1]));
        }

        Assert.InRange(Math.Abs(Samples[0] - Samples[^1]), 0, largestStep);
    }
}
