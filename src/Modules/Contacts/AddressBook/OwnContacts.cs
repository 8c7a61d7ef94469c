using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>
/// The address books of who makes this request: their own, and that of the company, which everybody reads and an administrator changes (M10-03). What is somebody
/// else's is not there.
/// </summary>
internal sealed class OwnContacts(IDocumentSession session, ICurrentUser me, IPeople people, ILiveUpdates live, IAuditedRequest audit)
{
    public IDocumentSession Session => session;

    public Guid Owner => me.User.Value;

    public Guid Company => me.Company.Value;

    /// <summary>Whose address book that is; null: it is not this user's to change.</summary>
    public async ValueTask<Guid?> OwnerOf(bool company, CancellationToken ct) =>
        !company ? Owner
        : await ManagesCompany(ct) ? Company
        : null;

    public async ValueTask<bool> ManagesCompany(CancellationToken ct) =>
        (await people.Of(me.Company, ct)).Any(person => person.Id == me.User && person.IsAdministrator);

    public async ValueTask<bool> MayChange(Guid owner, CancellationToken ct) =>
        owner == Owner || (owner == Company && await ManagesCompany(ct));

    /// <summary>Null when they may not change it.</summary>
    public async Task<Contact?> Find(Guid id, CancellationToken ct) =>
        await See(id, ct) is { } contact && await MayChange(contact.Owner, ct) ? contact : null;

    /// <summary>Null when they may not see it.</summary>
    public async Task<Contact?> See(Guid id, CancellationToken ct) =>
        await session.LoadAsync<Contact>(id, ct) is { } contact && (contact.Owner == Owner || contact.Owner == Company) ? contact : null;

    /// <summary>Somebody whom everybody of the company sees: a contact of the company or a colleague.</summary>
    public async Task<bool> IsShared(Guid id, CancellationToken ct) =>
        (await people.Of(me.Company, ct)).Any(person => person.Id.Value == id)
        || (await session.LoadAsync<Contact>(id, ct))?.Owner == Company;

    public async Task<MarkedColleagues> Marks(Guid owner, CancellationToken ct) =>
        await session.LoadAsync<MarkedColleagues>(owner, ct) ?? MarkedColleagues.None(owner);

    public async Task<ImportedContacts?> Import(Guid id, CancellationToken ct) =>
        await session.LoadAsync<ImportedContacts>(id, ct) is { } imported && await MayChange(imported.Owner, ct) ? imported : null;

    /// <summary>Saves what is this owner's, and tells the open pages of who sees it. What is the company's is an act of its administrator.</summary>
    public async Task Save(Guid owner, CancellationToken ct)
    {
        if (owner == Company)
        {
            await audit.Administers(ContactsAudit.DirectoryChanged, ct);
            if (session.PendingChanges.AllChangedFor<Contact>().Select(contact => contact.Name).ToList() is [var name])
            {
                audit.About(name);
            }
        }

        await session.SaveChangesAsync(ct);
        UserId[] to = owner == Company ? [.. (await people.Of(me.Company, ct)).Select(person => person.Id)] : [me.User];
        live.Publish(me.Company, to, ContactsModule.Topic);
    }

    /// <summary>Saves what is this user's own.</summary>
    public Task Save(CancellationToken ct) => Save(Owner, ct);
}
