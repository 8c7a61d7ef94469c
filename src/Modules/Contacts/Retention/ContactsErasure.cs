using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Contacts.Retention;

/// <summary>Somebody's own address book goes; from those of others what leads to them as a colleague. Somebody outside goes from all.</summary>
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

    public async Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct)
    {
        await using var query = store.QueryFor(number.Company);
        var contacts = await WithNumber(query, number, ct);
        var removed = (await query.Query<RemovedContact>().ToListAsync(ct))
            .Select(one => one.Contact)
            .Where(one => Has(one, number))
            .ToList();
        return
        [
            new KeptOfNumber(KeptKind.Contacts, contacts.Count + removed.Count)
            {
                Names = [.. contacts.Concat(removed).Where(IsSomebody).Select(contact => contact.Name)],
            },
            new KeptOfNumber(KeptKind.Blocked, (await BlockedAs(query, number, ct)).Count),
        ];
    }

    /// <summary>Who has the number goes; an organisation loses it, and goes when it has no other.</summary>
    public async Task Erase(OutsideNumber number, CancellationToken ct)
    {
        await using var session = store.SessionFor(number.Company);
        foreach (var contact in await WithNumber(session, number, ct))
        {
            ContactNumber[] others = [.. contact.Numbers.Where(one => !number.Is(one.Best))];
            if (IsSomebody(contact) || others.Length == 0)
            {
                session.Delete(contact);
                session.DeleteWhere<NumberOfContact>(lead => lead.ContactId == contact.Id);
            }
            else
            {
                session.Store((contact with { Numbers = others }).Indexed());
                session.DeleteWhere<NumberOfContact>(lead => lead.ContactId == contact.Id && lead.E164 == number.E164);
            }
        }

        foreach (var removed in (await session.Query<RemovedContact>().ToListAsync(ct)).Where(one => Has(one.Contact, number)))
        {
            session.Delete(removed);
        }

        foreach (var blocked in await BlockedAs(session, number, ct))
        {
            session.Delete(blocked);
        }

        await session.SaveChangesAsync(ct);
    }

    static async Task<IReadOnlyList<Contact>> WithNumber(IQuerySession query, OutsideNumber number, CancellationToken ct)
    {
        // What was no number when it was written down has no lead to it; its last digits are among what is searched.
        var last = number.E164[^Math.Min(7, number.E164.Length - 1)..];
        return
        [
            .. (await query.Query<Contact>().Where(contact => contact.Search.Contains(last)).ToListAsync(ct)).Where(contact =>
                Has(contact, number)
            ),
        ];
    }

    static async Task<IReadOnlyList<BlockedNumber>> BlockedAs(IQuerySession query, OutsideNumber number, CancellationToken ct) =>
        [.. (await query.Query<BlockedNumber>().ToListAsync(ct)).Where(blocked => number.Is(blocked.Number))];

    static bool Has(Contact contact, OutsideNumber number) => contact.Numbers.Any(one => number.Is(one.Best));

    static bool IsSomebody(Contact contact) => contact.FirstName.Length + contact.LastName.Length > 0;
}
