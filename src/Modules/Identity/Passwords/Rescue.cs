using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Passwords;

internal sealed class Rescue(IDocumentStore store, PasswordLinks links, TimeProvider time) : IRescue
{
    public async Task<RescueOffer> Offer(string name, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        if (await query.LoadAsync<SignInName>(SignInName.Normalize(name), ct) is not { } known)
        {
            return RescueOffer.Refused(RescueRefusal.NobodyOfThisName);
        }

        var company = new CompanyId(known.CompanyId);
        await using var session = store.SessionFor(company);
        if (await session.LoadAsync<User>(known.UserId, ct) is not { DeactivatedAt: null } user)
        {
            return RescueOffer.Refused(RescueRefusal.Left);
        }

        if (!user.IsAdministrator)
        {
            return RescueOffer.Refused(RescueRefusal.NoAdministrator);
        }

        var token = links.Add(session, company, user.Id, PasswordLinkKind.Rescue);
        session.Insert(OpenAct.Describe(Entry(company, user)));
        await session.SaveChangesAsync(ct);
        var site = (await session.LoadAsync<MailSettings>(company.Value, ct))?.Site;
        return new RescueOffer(Refusal: null, user.Name, $"/set-password?token={token}", site);
    }

    AuditEntry Entry(CompanyId company, User user) =>
        new()
        {
            Id = Guid.NewGuid(),
            CompanyId = company.Value,
            At = time.GetUtcNow(),
            Kind = AuditKind.Account,
            Act = AuditEntry.RescueOffered,
            AboutId = user.Id,
            About = user.Name,
        };
}
