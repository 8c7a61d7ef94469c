using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Contacts.Retention;

/// <summary>Somebody's own address book goes; from those of others what leads to them as a colleague.</summary>
internal sealed class ContactsErasure(IDocumentStore store) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var session = store.SessionFor(person.Company);
        session.DeleteWhere<Contact>(contact => contact.Owner == id);
        session.DeleteWhere<NumberOfContact>(lead => lead.Owner == id);
        session.DeleteWhere<RemovedContact>(removed => removed.Owner == id);
        session.DeleteWhere<BlockedNumber>(number => number.Owner == id);
        session.DeleteWhere<ImportedContacts>(import => import.Owner == id);
        session.Delete<MarkedColleagues>(id);
        session.Delete<CallerScreening>(id);
        session.Delete<PendingImport>(id);
        session.Delete<AddressBookSource>(id);
        foreach (var marks in (await session.Query<MarkedColleagues>().ToListAsync(ct)).Where(marks => marks.Has(id) && marks.Id != id))
        {
            session.Store(marks.With(id, ContactMark.Vip, on: false).With(id, ContactMark.Favourite, on: false));
        }

        foreach (var group in (await session.Query<ContactGroup>().ToListAsync(ct)).Where(group => group.Members.Contains(id)))
        {
            session.Store(group with { Members = [.. group.Members.Where(member => member != id)] });
        }

        await session.SaveChangesAsync(ct);
    }
}
