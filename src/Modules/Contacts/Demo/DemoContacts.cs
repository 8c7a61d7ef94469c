using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using Marten;

namespace ConnectMe.Contacts.Demo;

/// <summary>Whom a garage calls: a directory of the company with groups, and what its people noted for themselves. All of them are invented, and their numbers fictional.</summary>
internal sealed class DemoContacts(TimeProvider time) : IDemoContent
{
    public bool IsOfUse => true;

    public void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people)
    {
        var contacts = Directory.Select(line => Read(line, company.Value)).ToList();
        foreach (var contact in contacts)
        {
            session.Add(contact);
        }

        Guid[] In(string name) =>
            [.. Directory.Zip(contacts).Where(pair => pair.First.Contains(name, StringComparison.Ordinal)).Select(pair => pair.Second.Id)];
        session.Store(new ContactGroup(Guid.CreateVersion7(), "Leveranciers", In("leverancier")));
        session.Store(new ContactGroup(Guid.CreateVersion7(), "Verzekering en pech", In("verzekering")));
        session.Store(new ContactGroup(Guid.CreateVersion7(), "Vaste klanten", In("klant")));
        session.Store(new MarkedColleagues(company.Value, Vips: [.. In("Linde")], Favourites: []));
        session.Store(
            new BlockedNumber(
                Guid.CreateVersion7(),
                company.Value,
                "+31855550190",
                "Verkoop energiecontracten",
                time.GetUtcNow().AddDays(-16)
            )
        );
        foreach (var (person, lines) in people.Zip(Own))
        {
            foreach (var line in lines)
            {
                session.Add(Read(line, person.Id.Value) with { IsFavourite = line.Contains('*', StringComparison.Ordinal) });
            }

            var colleagues = people.Where(other => other.Id != person.Id).Select(other => other.Id.Value);
            session.Store(new MarkedColleagues(person.Id.Value, Vips: [], Favourites: [.. colleagues.Take(2)]));
        }
    }

    /// <param name="line">First name | last name | company | department | numbers | mail | what it is.</param>
    static Contact Read(string line, Guid owner)
    {
        var parts = line.TrimEnd('*').Split('|', StringSplitOptions.TrimEntries);
        return new Contact(Guid.CreateVersion7(), owner, parts[0], parts[1])
        {
            Company = parts[2],
            Department = parts[3],
            Email = parts[5],
            Numbers = [.. parts[4].Split(',', StringSplitOptions.TrimEntries).Select(Number)],
        };
    }

    static ContactNumber Number(string typed) =>
        new(
            typed.StartsWith("06", StringComparison.Ordinal) ? NumberType.Mobile : NumberType.Work,
            typed,
            TelephoneNumbers.Read(typed, "NL")
        );

    // csharpier-ignore
    static readonly string[] Directory =
    [
        "Eva|Mulder|Tandartspraktijk De Linde|Praktijkmanager|020 555 0163, 06 5550 0163|eva@delinde.example|klant",
        "Hans|Kuipers|Bakkerij Kuipers||020 555 0177|info@bakkerijkuipers.example|klant",
        "Petra|Aalbers|Thuiszorg Amstelland|Wagenpark|020 555 0184|wagenpark@amstelland.example|klant",
        "Ruud|Janssen|Schildersbedrijf Janssen||06 5550 0171|ruud@janssen.example|klant",
        "Marleen|van Dijk|Bloemist Van Dijk||020 555 0192|marleen@vandijk.example|klant",
        "||Autobedrijf De Vaart|Onderdelenbalie|023 555 0148|onderdelen@devaart.example|leverancier",
        "||Bandenhal West|Bestellingen|020 555 0136|bestel@bandenhal.example|leverancier",
        "Karel|Postma|Postma Lakken|Verkoop|030 555 0125, 06 5550 0125|karel@postmalakken.example|leverancier",
        "Anouk|Baks|Koeriersdienst Snel|Planning|06 5550 0188|planning@snel.example|leverancier",
        "||Uitlaatcentrale Midden|Balie|033 555 0119|balie@uitlaat.example|leverancier",
        "Willem|Schouten|Polder Verzekeringen|Schade|070 555 0157|schade@polder.example|verzekering",
        "||Pechhulp Randstad|Meldkamer|088 555 0112|meldkamer@pechhulp.example|verzekering",
        "Oliver|Grant|Grant Classic Cars|Parts|+44 20 7946 0018|oliver@grantclassics.example|leverancier",
    ];

    /// <summary>Of the demo's people in their order; a star: a favourite.</summary>
    // csharpier-ignore
    static readonly string[][] Own =
    [
        ["Wil|de Groot|||020 555 0129|wil@degroot.example|*", "Ilse|Vos|Basisschool De Wilg||020 555 0145||"],
        ["Theo|Hofstra|||06 5550 0199||*", "Mr. J.|Terpstra|Terpstra Notarissen||058 555 0133|terpstra@notaris.example|"],
        ["Lieke|Smit|Autoverhuur Noord|Verkoop|072 555 0168|lieke@autoverhuur.example|*", "Youssef|Haddad|||06 5550 0174||"],
        ["Gerrit|Boon|Boon Gereedschap||075 555 0121|gerrit@boon.example|*"],
        ["Samira|Ouali|Administratiekantoor Ouali||020 555 0116|samira@ouali.example|*"],
        ["Dirk|Zwart|Magazijnservice Zwart||036 555 0154|dirk@zwart.example|*"],
    ];
}
