using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;

namespace ConnectMe.Identity.Passwords;

/// <summary>Which passwords may be chosen: long enough, not one that guessers try first. No rules of composition: they make worse passwords (NIST SP 800-63B §3.1.1.2).</summary>
internal static class PasswordRule
{
    public const int Shortest = 8;

    /// <returns>The key of what is wrong with it, of <see cref="PasswordText"/>; null: nothing is.</returns>
    public static string? WhyNot(string? password, User user) => WhyNot(password, user.UserName, user.Email, user.Name);

    /// <param name="own">What anybody knows of this person.</param>
    public static string? WhyNot(string? password, params IEnumerable<string?> own) =>
        password switch
        {
            null or { Length: < Shortest } => "PasswordTooShort",
            { Length: > PasswordHash.LongestPassword } => "PasswordTooLong",
            _ when LeakedPasswords.Contain(password) || password == DemoCompany.Password => "PasswordLeaked",
            _ when own.Any(known => known?.Contains(password, StringComparison.OrdinalIgnoreCase) == true) => "PasswordIsOwnName",
            _ => null,
        };
}
