using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Passwords;

/// <summary>A person's new password, and all that comes with it: links end, sessions end, and a mail tells them.</summary>
internal sealed class NewPassword(BrowserSessions sessions, AccountMail mail)
{
    /// <param name="session">Of the company; it is saved here.</param>
    /// <param name="but">The session that goes on; null: none does.</param>
    public async Task Save(IDocumentSession session, CompanyId company, User user, string password, Guid? but, CancellationToken ct)
    {
        var hash = await Task.Run(() => PasswordHash.Of(password), ct);
        var hadOne = await session.LoadAsync<Credential>(user.Id, ct) is not null;
        session.Store(new Credential(user.Id, hash));
        PasswordLinks.EndAll(session, user.Id);
        if (hadOne)
        {
            await mail.TellOfChange(session, company, UserAddress.Of(user), ct);
        }

        await sessions.SaveAndEndAll(session, new UserId(user.Id), but, ct);
    }
}
