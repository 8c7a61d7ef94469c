using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Contacts.Features;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.Exchange;

/// <summary>What the file that waits would add to the user's contacts, or to the company's.</summary>
internal sealed class ContactImport(OwnContacts own, HomeRegion home, IStringLocalizer<ContactsText> text)
{
    /// <summary>Null when none waits.</summary>
    public async Task<ImportPreview?> Preview(CancellationToken ct)
    {
        if (await own.Session.LoadAsync<PendingImport>(own.Owner, ct) is not { } pending)
        {
            return null;
        }

        var file = ContactFile.Read(pending.Content);
        var owner = pending.IsForCompany ? own.Company : own.Owner;
        var rules = new ContactFields.Rules(home, text);
        var contacts = new List<Contact>();
        var refused = new List<RefusedRow>();
        foreach (var row in file.Rows)
        {
            var fields = OnOneLine(row.Fields);
            if (RefusalOf(row, fields, rules) is { } refusal)
            {
                refused.Add(new RefusedRow(row.Number, NameOf(fields), refusal));
            }
            else
            {
                contacts.Add(fields.ToContact(Guid.CreateVersion7(), owner, home.Value).Indexed());
            }
        }

        var known = await Known(owner, contacts, ct);
        List<Contact> added = [.. contacts.Where(contact => known.Add(contact.Search))];
        return new ImportPreview(owner, pending.FileName, added, refused, Doubles: contacts.Count - added.Count, file.Unused)
        {
            IsForCompany = pending.IsForCompany,
        };
    }

    string? RefusalOf(ImportedRow row, ContactFields fields, ContactFields.Rules rules)
    {
        if (row.Refusal is { } unreadable)
        {
            return text[unreadable];
        }

        var failures = rules.Validate(fields).Errors;
        return failures.Count == 0
            ? null
            : $"{failures[0].ErrorMessage}{(failures[0].AttemptedValue is string { Length: > 0 and < 80 } value ? $": {value}" : "")}";
    }

    /// <summary>Who is in the address book already with the same name, company and numbers.</summary>
    async Task<HashSet<string>> Known(Guid owner, List<Contact> contacts, CancellationToken ct)
    {
        string[] texts = [.. contacts.Select(contact => contact.Search).Distinct(StringComparer.Ordinal)];
        var known = await own
            .Session.Query<Contact>()
            .Where(contact => contact.Owner == owner && contact.Search.IsOneOf(texts))
            .Select(contact => contact.Search)
            .ToListAsync(ct);
        return known.ToHashSet(StringComparer.Ordinal);
    }

    static string NameOf(ContactFields fields) =>
        $"{fields.FirstName} {fields.LastName}".Trim() is { Length: > 0 } name ? name : fields.Company ?? "";

    /// <summary>Only notes and addresses have lines; other signs that cannot be seen are left out everywhere.</summary>
    static ContactFields OnOneLine(ContactFields fields) =>
        fields with
        {
            FirstName = OneLine(fields.FirstName),
            LastName = OneLine(fields.LastName),
            Company = OneLine(fields.Company),
            Department = OneLine(fields.Department),
            Email = OneLine(fields.Email),
            Address = Visible(fields.Address),
            Notes = Visible(fields.Notes),
            Numbers = [.. fields.Numbers.Select(row => row with { Number = OneLine(row.Number) })],
        };

    static string? OneLine(string? value) =>
        value is null ? null : string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Visible));

    static string? Visible(string? value) =>
        value is null ? null : string.Concat(value.Where(sign => !char.IsControl(sign) || sign is '\n'));
}

/// <param name="Owner">To whose address book.</param>
/// <param name="Contacts">As they would be added.</param>
/// <param name="Refused">Rows that are left out.</param>
/// <param name="Doubles">Rows that are left out because their contact is there already.</param>
/// <param name="Unused">Headings of columns that no field is for.</param>
internal sealed record ImportPreview(
    Guid Owner,
    string FileName,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<RefusedRow> Refused,
    int Doubles,
    IReadOnlyList<string> Unused
)
{
    public bool IsForCompany { get; init; }
}

/// <param name="Why">In the user's language.</param>
internal sealed record RefusedRow(int Number, string Name, string Why);
