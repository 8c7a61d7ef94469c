namespace ConnectMe.Fuzz.Tests;

/// <summary>Whatever comes from outside, nothing is thrown, nothing takes long, and no small message makes us take much memory. A minute in all; scripts/soak runs it for hours.</summary>
public class FuzzTests
{
    static readonly TimeSpan Each = TimeSpan.FromSeconds(12);

    public static TheoryData<string> Targets => [.. FuzzTarget.Names];

    [Theory, MemberData(nameof(Targets)), Spec("H2")]
    public void Damaged_messages_are_read_or_refused_at_small_cost(string target)
    {
        var outcome = FuzzRun.Of(target, seed: 20_261_128, Each, atLeast: 2_000);

        Assert.True(outcome.Failure is null, outcome.Failure);
        // Both ways are taken: damage that always or never shows would prove nothing.
        Assert.InRange((double)outcome.WellFormed / outcome.Messages, 0.05, 0.95);
    }
}
