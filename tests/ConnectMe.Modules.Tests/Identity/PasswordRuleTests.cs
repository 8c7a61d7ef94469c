using ConnectMe.Identity.Passwords;

namespace ConnectMe.Modules.Tests.Identity;

public class PasswordRuleTests
{
    [Theory]
    [InlineData("kort", "PasswordTooShort")]
    [InlineData("password1", "PasswordLeaked")]
    [InlineData("QWERTYUIOP", "PasswordLeaked")]
    [InlineData("ConnectMe2026!", "PasswordGuessable")]
    [InlineData("Mulder1987", "PasswordGuessable")]
    [InlineData("delinde-2026", "PasswordGuessable")] // the company
    [InlineData("Welkom@Telefoon", "PasswordGuessable")]
    [InlineData("eva.mulder", "PasswordGuessable")]
    [InlineData("Eva Mulder", "PasswordIsOwnName")]
    public void What_anybody_would_try_first_is_refused(string password, string why) => Assert.Equal(why, WhyNot(password));

    [Theory]
    [InlineData("vier losse woorden")]
    [InlineData("mulders drie fietsen")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzz")] // no rules of composition
    [InlineData("密码密码密码密码密")]
    [InlineData("        spaties        ")]
    public void Whatever_else_is_long_enough_may_be_chosen(string password) => Assert.Null(WhyNot(password));

    [Fact]
    public void A_long_one_may_be_chosen_up_to_a_limit()
    {
        Assert.Null(WhyNot(new string('é', 64)));
        Assert.Null(WhyNot(new string('x', 256)));
        Assert.Equal("PasswordTooLong", WhyNot(new string('x', 257)));
    }

    static string? WhyNot(string password) => PasswordRule.WhyNot(password, "eva", "eva@delinde.example", "Eva Mulder");
}
