namespace ConnectMe.Identity.SignIns;

/// <summary>
/// How often a password may be tried. Counted per name, as typed, and address, and per address over all names; never per name alone, or anybody
/// could lock anybody out. Names count whether they exist or not, and two names of one account apart: a count tells nothing.
/// A browser that has signed in to the account before is counted by itself, so that nobody else's tries hinder it.
/// </summary>
internal sealed class SignInLimits(TimeProvider time)
{
    readonly Tally _tally = new(time, Window);

    /// <summary>Counts the try before it is made: a hundred at once are a hundred. False: not to be made.</summary>
    public bool TryBegin(string account, string address, string? knownBrowser) =>
        knownBrowser is not null
            ? _tally.Count(BrowserKey(account, knownBrowser), PerAccount)
            : _tally.Count(AddressKey(address), PerAddress) && _tally.Count(AccountKey(account, address), PerAccount);

    /// <summary>The right password: what was counted for it goes. The address keeps the rest, or one own account would refill the tries.</summary>
    public void Succeeded(string account, string address, string? knownBrowser)
    {
        if (knownBrowser is not null)
        {
            _tally.Forget(BrowserKey(account, knownBrowser));
            return;
        }

        _tally.Forget(AccountKey(account, address));
        _tally.TakeBack(AddressKey(address));
    }

    static string AddressKey(string address) => $"address {address}";

    static string AccountKey(string account, string address) => $"account {address} {account}";

    static string BrowserKey(string account, string browser) => $"browser {browser} {account}";

    internal const int PerAccount = 10;
    internal const int PerAddress = 50; // an office behind one address comes in on Monday morning
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
}
