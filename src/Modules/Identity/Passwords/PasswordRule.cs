using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;

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
            _ when LengthWithout(password, own.SelectMany(PartsOf).Concat(Usual)) < LeastBesides => "PasswordGuessable",
            _ => null,
        };

    /// <summary>"Mulder2026!" is a name and six signs; what anybody would try first is no part of a secret.</summary>
    static int LengthWithout(string password, IEnumerable<string> words) =>
        words
            .OrderByDescending(word => word.Length)
            .Aggregate(password, (left, word) => left.Replace(word, "", StringComparison.OrdinalIgnoreCase))
            .Length;

    /// <summary>Of a name or an address: also the name of the company, which is the domain.</summary>
    static IEnumerable<string> PartsOf(string? known) =>
        (known ?? "")
            .Split([' ', '.', '-', '_', '@', '+'], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Length >= ShortestWord);

    /// <summary>What people write in a password of a telephone system, in docs/security/authentication.md.</summary>
    static readonly string[] Usual = ["connectme", "telefoon", "telephone", "wachtwoord", "password", "welkom", "welcome"];

    const int ShortestWord = 4;
    const int LeastBesides = 7;
}
