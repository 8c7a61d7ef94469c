namespace ConnectMe.Identity.SignIns;

/// <summary>
/// How often a new password may be asked for: counted as tries at a password are, and apart from them. A browser that somebody signed in with is
/// counted by itself, so that a colleague behind the same address can't keep its user from asking.
/// </summary>
internal sealed class ForgottenLimits(TimeProvider time)
{
    readonly SignInLimits _limits = new(time);

    /// <param name="knownBrowser">The browser's mark, whoever signed in there: to look whose it is would take time for those who exist.</param>
    public bool TryBegin(string name, string address, string? knownBrowser) =>
        _limits.TryBegin(knownBrowser is null ? Domain.SignInName.Normalize(Short(name)) : "", address, knownBrowser);

    static string Short(string name) => name.Length <= Domain.SignInName.Longest ? name : "";
}
