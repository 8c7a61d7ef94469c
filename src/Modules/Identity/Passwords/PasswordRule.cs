using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;

namespace ConnectMe.Identity.Passwords;

/// <summary>Which passwords may be chosen: long enough, not one that guessers try first. No rules of composition: they make worse passwords (NIST SP 800-63B §3.1.1.2).</summary>
internal static class PasswordRule
{
    public const int Shortest = 8;

    /// <returns>The key of what is wrong with it; null: nothing is.</returns>
    public static string? WhyNot(string? password, User user) =>
        password switch
        {
            null or { Length: < Shortest } => "PasswordTooShort",
            { Length: > PasswordHash.LongestPassword } => "PasswordTooLong",
            _ when LeakedPasswords.Contain(password) => "PasswordLeaked",
            _ when Own(user).Any(own => own.Contains(password, StringComparison.OrdinalIgnoreCase)) => "PasswordIsOwnName",
            _ => null,
        };

    static string[] Own(User user) => [user.UserName, user.Email, user.Name];
}
