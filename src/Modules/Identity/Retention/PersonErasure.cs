using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Retention;

/// <summary>
/// Erases somebody who has left (GDPR article 17). The account goes last: what is cut short is begun again from the same page, and finds what is left.
/// </summary>
internal sealed class PersonErasure(IDocumentStore store, IEnumerable<IErasure> modules, AuditChain chain, ILogger<PersonErasure> log)
{
    /// <summary>Null: nobody, or they have not left.</summary>
    public async Task<ErasedPerson?> Find(CompanyId company, Guid id, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        if (await query.LoadAsync<User>(id, ct) is not { DeactivatedAt: not null })
        {
            return null;
        }

        var history = (await query.Events.FetchStreamAsync(id, token: ct)).Select(happened => happened.Data).ToList();
        List<UserChanged> ever = [.. history.OfType<UserAdded>().Select(added => User.Create(added).Now), .. history.OfType<UserChanged>()];
        return new ErasedPerson(
            company,
            new UserId(id),
            [
                .. ever.SelectMany(was => new[] { was.Name, was.Email })
                    .Where(name => name.Length > 0)
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            [.. ever.Select(was => was.Mobile).OfType<string>().Distinct(StringComparer.Ordinal)]
        );
    }

    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        foreach (var module in modules)
        {
            await module.Erase(person, ct);
        }

        await chain.Erase(person, ct);
        await using var session = store.SessionFor(person.Company);
        await EraseOwn(session, person, ct);
        await session.SaveChangesAsync(ct);
        log.Erased(person.Id, person.Company);
    }

    static async Task EraseOwn(IDocumentSession session, ErasedPerson person, CancellationToken ct)
    {
        var (id, company) = (person.Id.Value, person.Company.Value);
        session.DeleteWhere<PasswordLink>(link => link.UserId == id);
        session.DeleteWhere<PhoneLink>(link => link.UserId == id);
        session.DeleteWhere<PendingSignIn>(pending => pending.UserId == id);
        session.DeleteWhere<BrowserSession>(one => one.UserId == id);
        session.DeleteWhere<SignInName>(name => name.CompanyId == company && name.UserId == id);
        session.Delete<Credential>(id);
        session.Delete<SecondFactors>(id);
        session.Delete<PendingFactor>(id);
        session.Delete<PendingPeople>(id);
        session.Delete<PersonalShortcuts>(id);
        session.Delete<PersonalLocale>(id);
        session.Delete<PersonalNote>(id);
        session.Delete<ProfilePhoto>(id);
        session.Delete<DirectoryLink>(id);
        session.DeleteWhere<ProviderLink>(link => link.UserId == id);
        foreach (var mail in await session.Query<OutgoingMail>().Where(mail => mail.CompanyId == company).ToListAsync(ct))
        {
            if (person.IsNamedIn(mail.To) || person.IsNamedIn(mail.Text) || person.IsNamedIn(mail.Subject))
            {
                session.Delete(mail);
            }
        }

        foreach (var import in await session.Query<ImportedPeople>().ToListAsync(ct))
        {
            if (import.By == id || import.Added.Contains(id) || import.Changed.Any(change => change.Before.UserId == id))
            {
                session.Delete(import);
            }
        }

        session.Forget<Consents>(Consents.IdOf(id));
        session.Forget<User>(id);
    }
}
