using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Passwords;

/// <summary>Invites somebody to choose their password (A2-05). No administrator sees it, or the link.</summary>
internal sealed class Invitations(PasswordLinks links, AccountMail mail)
{
    /// <summary>Adds to the caller's transaction: the link and the mail with it, or neither.</summary>
    /// <param name="here">Where the administrator reached us, for when the mail settings do not say where people do.</param>
    public async Task Add(IDocumentSession session, CompanyId company, UserAddress to, Guid user, string here, CancellationToken ct)
    {
        var site = (await session.LoadAsync<MailSettings>(company.Value, ct))?.Site ?? here;
        var token = links.Add(session, company, user, PasswordLinkKind.Invitation);
        await mail.Invite(session, company, to, site, token, ct);
    }

    /// <summary>Somebody has another address: what lies in the mailbox of the one before works no more, and who has no password yet is invited anew.</summary>
    public async Task Readdress(IDocumentSession session, CompanyId company, UserChanged to, string here, CancellationToken ct)
    {
        PasswordLinks.EndAll(session, to.UserId);
        if (await session.LoadAsync<Credential>(to.UserId, ct) is null && await session.LoadAsync<DirectoryLink>(to.UserId, ct) is null)
        {
            await Add(session, company, new UserAddress(to.Name, to.UserName, to.Email), to.UserId, here, ct);
        }
    }
}
