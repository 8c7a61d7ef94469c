using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.SignIns;

namespace ConnectMe.Identity.Features;

/// <summary>Whoever sits at a signed-in browser proves that it is theirs. Tries count per browser: nobody else's hinder its user.</summary>
internal sealed class OwnPassword(ICurrentUser me, PasswordSignIn passwords, SignInLimits limits)
{
    /// <returns>The key of what is wrong; null: it is right.</returns>
    public async Task<string?> WhyNot(string typed, CancellationToken ct)
    {
        var (account, browser) = (me.User.ToString(), me.Session.ToString("n"));
        if (!limits.TryBegin(account, address: "", browser))
        {
            return "TooManyTries";
        }

        if (!await passwords.Fits(me.Company, me.User, typed, ct))
        {
            return "PasswordWrong";
        }

        limits.Succeeded(account, address: "", browser);
        return null;
    }
}
