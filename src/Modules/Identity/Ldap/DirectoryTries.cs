using ConnectMe.Identity.SignIns;

namespace ConnectMe.Identity.Ldap;

/// <summary>
/// How often the directory is asked about a wrong password of one person from browsers that do not know them, from wherever. Directories lock accounts
/// after a few wrong passwords, often five in half an hour: with fewer than that nobody can lock somebody's account there by guessing here. Browsers
/// that know the person go on.
/// </summary>
internal sealed class DirectoryTries(TimeProvider time)
{
    readonly Tally _tally = new(time, Window);

    /// <summary>False: the directory is not to be asked.</summary>
    public bool TryBegin(string entry, string? knownBrowser) => knownBrowser is not null || _tally.Count(entry, Most);

    public void Succeeded(string entry) => _tally.Forget(entry);

    internal const int Most = 4;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(30);
}
