using System.Text.RegularExpressions;

namespace ConnectMe.Architecture.Tests.Security;

public partial class RandomnessTests
{
    /// <summary>An invented call log is to be the same at each start.</summary>
    static readonly string[] MayBeGuessed = ["src/Modules/Telephony/Demo/DemoHistory.cs"];

    [Fact]
    public void Nothing_that_must_not_be_guessed_is_made_by_a_pseudo_random_generator()
    {
        var source = ProcessTests.Source("src").ToList();

        Assert.Equal(MayBeGuessed, source.Where(file => Pseudo().IsMatch(file.Text)).Select(file => file.Name));
        Assert.True(source.Count(file => file.Text.Contains("RandomNumberGenerator.", StringComparison.Ordinal)) > 5);
    }

    [GeneratedRegex("\\bnew Random\\(|\\bRandom\\.Shared\\b|\\bRandom \\w+ = new\\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pseudo();
}
