using System.Collections.Frozen;

namespace ConnectMe.Identity.Passwords;

/// <summary>Passwords of eight signs or more that leaked often: what guessers try first. Asked of nobody outside; case does not help.</summary>
internal static class LeakedPasswords
{
    static readonly Lazy<FrozenSet<string>> All = new(Read);

    public static bool Contain(string password) => All.Value.Contains(password);

    static FrozenSet<string> Read()
    {
        using var list = new StreamReader(
            typeof(LeakedPasswords).Assembly.GetManifestResourceStream("ConnectMe.Identity.Passwords.leaked-passwords.txt")!
        );
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
