using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>The address book of who makes this request: what is somebody else's is not there.</summary>
internal sealed class OwnContacts(IDocumentSession session, ICurrentUser me, ILiveUpdates live)
{
    public IDocumentSession Session => session;

    public Guid Owner => me.User.Value;

    public async Task<Contact?> Find(Guid id, CancellationToken ct) =>
        await session.LoadAsync<Contact>(id, ct) is { } contact && contact.Owner == Owner ? contact : null;

    public async Task<MarkedColleagues> Marks(CancellationToken ct) =>
        await session.LoadAsync<MarkedColleagues>(Owner, ct) ?? MarkedColleagues.None(Owner);

    public async Task<ImportedContacts?> Import(Guid id, CancellationToken ct) =>
        await session.LoadAsync<ImportedContacts>(id, ct) is { } imported && imported.Owner == Owner ? imported : null;

    /// <summary>Saves, and tells this user's open pages.</summary>
    public async Task Save(CancellationToken ct)
    {
        await session.SaveChangesAsync(ct);
        live.Publish(me.Company, [me.User], ContactsModule.Topic);
    }
}
