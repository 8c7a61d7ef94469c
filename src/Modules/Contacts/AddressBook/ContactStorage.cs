using ConnectMe.Contacts.Domain;
using Marten;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>A contact and what leads to it, always changed together. The caller saves.</summary>
internal static class ContactStorage
{
    /// <summary>One that is new: nothing leads to it yet.</summary>
    public static void Add(this IDocumentSession session, Contact contact)
    {
        session.Insert(contact.Indexed());
        foreach (var number in contact.Numbers.Select(number => number.E164).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            session.Insert(new NumberOfContact(Guid.CreateVersion7(), contact.Owner, contact.Id, number));
        }
    }

    public static async Task Put(this IDocumentSession session, Contact contact, CancellationToken ct)
    {
        session.Store(contact.Indexed());
        var numbers = contact.Numbers.Select(number => number.E164).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var lead in await LeadsTo(session, contact.Id, ct))
        {
            if (!numbers.Remove(lead.E164))
            {
                session.Delete(lead);
            }
        }

        foreach (var number in numbers)
        {
            session.Store(new NumberOfContact(Guid.CreateVersion7(), contact.Owner, contact.Id, number));
        }
    }

    public static async Task Remove(this IDocumentSession session, Contact contact, DateTimeOffset now, CancellationToken ct)
    {
        session.Delete(contact);
        foreach (var lead in await LeadsTo(session, contact.Id, ct))
        {
            session.Delete(lead);
        }

        session.Store(new RemovedContact(contact.Id, contact.Owner, contact, now));
        await session.EraseRemoved(contact.Owner, now, ct);
    }

    /// <summary>What can't be put back any more is gone.</summary>
    public static async Task EraseRemoved(this IDocumentSession session, Guid owner, DateTimeOffset now, CancellationToken ct)
    {
        var removed = await session.Query<RemovedContact>().Where(contact => contact.Owner == owner).ToListAsync(ct);
        foreach (var contact in removed.Where(contact => contact.At < now - CanBePutBack))
        {
            session.Delete(contact);
        }
    }

    static async Task<IReadOnlyList<NumberOfContact>> LeadsTo(IDocumentSession session, Guid contact, CancellationToken ct) =>
        await session.Query<NumberOfContact>().Where(lead => lead.ContactId == contact).ToListAsync(ct);

    public static readonly TimeSpan CanBePutBack = TimeSpan.FromMinutes(10);
}
