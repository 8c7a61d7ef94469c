using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap;
using ConnectMe.Identity.SignIns;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>Whoever sits at a signed-in browser proves that it is theirs. Tries count per browser: nobody else's hinder its user.</summary>
internal sealed class OwnPassword(
    ICurrentUser me,
    PasswordSignIn passwords,
    SignInLimits limits,
    DirectoryLinks links,
    IQuerySession session
)
{
    /// <summary>The company's directory has their password, and we have none that lets them in.</summary>
    public async Task<bool> IsElsewhere(CancellationToken ct) =>
        await session.LoadAsync<User>(me.User.Value, ct) is { } user
        && !DirectoryLinks.HasOwnPassword(user, await links.Of(me.Company, user.Id, ct));

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
