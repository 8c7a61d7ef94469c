using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using Marten;

namespace ConnectMe.Contacts.Retention;

/// <summary>What this module keeps, and how long.</summary>
internal static class ContactsData
{
    public const string Undo = "contacts-undo";

    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(70, "contacts", typeof(ContactsRetentionText), KeptFor.Ever)
        {
            Holds =
            [
                typeof(Contact),
                typeof(NumberOfContact),
                typeof(MarkedColleagues),
                typeof(BlockedNumber),
                typeof(CallerScreening),
                typeof(ContactGroup),
                typeof(AddressBookSource),
            ],
            NotGiven = new Dictionary<Type, string> { [typeof(NumberOfContact)] = "leads from a number to a contact, with whom it stands" },
        },
        new DataClass(140, Undo, typeof(ContactsRetentionText), KeptFor.Days(1))
        {
            Holds = [typeof(RemovedContact), typeof(PendingImport), typeof(ImportedContacts)],
        },
    ];
}

/// <summary>What was removed or brought in and could be undone for a day.</summary>
internal sealed class OldUndos(IDocumentStore store) : IOldData
{
    public string Class => ContactsData.Undo;

    public async Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct) =>
        await store.RemoveSome<RemovedContact>(company, removed => removed.At < before, ct)
        + await store.RemoveSome<PendingImport>(company, pending => pending.At < before, ct)
        + await store.RemoveSome<ImportedContacts>(company, import => import.At < before, ct);
}
