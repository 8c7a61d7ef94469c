using System.Text;
using ConnectMe.Contacts.Domain;
using ConnectMe.Contacts.Exchange;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.Retention;

/// <summary>Somebody's own address book, whom they marked and blocked, and the groups they are in.</summary>
[Gives(
    typeof(Contact),
    typeof(MarkedColleagues),
    typeof(BlockedNumber),
    typeof(CallerScreening),
    typeof(ContactGroup),
    typeof(AddressBookSource),
    typeof(RemovedContact),
    typeof(PendingImport),
    typeof(ImportedContacts)
)]
internal sealed class ContactsPersonalData(IDocumentStore store, IPeople people, IStringLocalizer<ContactsRetentionText> text)
    : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var query = store.QueryFor(person.Company);
        var own = query.Query<Contact>().Where(contact => contact.Owner == id).OrderBy(contact => contact.Sort);
        await copy.File(
            "",
            text["Copy-Contacts"] + ".vcf",
            text["Copy-ContactsIs"],
            (stream, stop) => VCards(stream, own.ToAsyncEnumerable(stop)),
            ct
        );
        var removed = await query.Query<RemovedContact>().Where(one => one.Owner == id).ToListAsync(ct);
        if (removed.Count > 0)
        {
            await copy.File(
                "",
                text["Copy-Removed"] + ".vcf",
                text["Copy-RemovedIs"],
                (stream, _) => VCards(stream, removed.Select(one => one.Contact).ToAsyncEnumerable()),
                ct
            );
        }

        if (await query.LoadAsync<PendingImport>(id, ct) is { IsForCompany: false } import)
        {
            await copy.File(
                text["Copy-Import"],
                import.FileName,
                text["Copy-ImportIs"],
                (stream, stop) => stream.WriteAsync(import.Content, stop).AsTask(),
                ct
            );
        }

        await copy.Json(text["Copy-Choices"], text["Copy-ChoicesIs"], await Choices(query, person, ct), ct);
    }

    async Task<object> Choices(IQuerySession query, DataSubject person, CancellationToken ct)
    {
        var id = person.Id.Value;
        var marks = await query.LoadAsync<MarkedColleagues>(id, ct) ?? MarkedColleagues.None(id);
        var names = (await people.Of(person.Company, ct)).ToDictionary(one => one.Id.Value, one => one.Name);
        foreach (var contact in await query.LoadManyAsync<Contact>(ct, [.. marks.Vips.Concat(marks.Favourites).Distinct()]))
        {
            names[contact.Id] = contact.Name;
        }

        var own = await query
            .Query<Contact>()
            .Where(contact => contact.Owner == id && (contact.IsVip || contact.IsFavourite))
            .ToListAsync(ct);
        var screening = await query.LoadAsync<CallerScreening>(id, ct) ?? CallerScreening.None(id);
        var source = await query.LoadAsync<AddressBookSource>(id, ct);
        var groups = await query.Query<ContactGroup>().ToListAsync(ct);
        var blocked = await query.Query<BlockedNumber>().Where(number => number.Owner == id).ToListAsync(ct);
        var imports = await query.Query<ImportedContacts>().Where(one => one.Owner == id).ToListAsync(ct);
        return new
        {
            Vips = Named(marks.Vips).Concat(own.Where(contact => contact.IsVip).Select(contact => contact.Name)),
            Favourites = Named(marks.Favourites).Concat(own.Where(contact => contact.IsFavourite).Select(contact => contact.Name)),
            Blocked = blocked.Select(number => new
            {
                number.Number,
                number.Name,
                number.Since,
            }),
            screening.RejectsAnonymous,
            screening.OnlyContacts,
            Groups = groups.Where(group => group.Members.Contains(id)).Select(group => group.Name),
            AddressBook = source is null ? null : new { source.Address, source.UserName },
            Imports = imports.Select(one => new { one.At, Contacts = one.Contacts.Count }),
        };

        IEnumerable<string> Named(IEnumerable<Guid> marked) => marked.Select(one => names.GetValueOrDefault(one)).OfType<string>();
    }

    static async Task VCards(Stream stream, IAsyncEnumerable<Contact> contacts)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await VCardWriting.Write(writer, contacts);
    }
}
