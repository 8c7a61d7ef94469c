using ConnectMe.Contacts.Domain;

namespace ConnectMe.Contacts.Exchange;

/// <summary>The columns of a CSV file, as address books of others call them: our own export, Outlook and Google in Dutch and English.</summary>
internal enum ContactColumn
{
    FirstName,
    LastName,
    FullName,
    Company,
    Department,
    Email,
    Address,
    Notes,
    Work,
    Mobile,
    Home,
    Other,
}

internal static class ContactColumns
{
    /// <summary>Null when no field of a contact is for it.</summary>
    public static ContactColumn? Of(string heading) => Names.TryGetValue(Plain(heading), out var column) ? column : null;

    /// <summary>Which kind of number a column holds; null of other columns.</summary>
    public static NumberType? NumberOf(ContactColumn column) =>
        column switch
        {
            ContactColumn.Work => NumberType.Work,
            ContactColumn.Mobile => NumberType.Mobile,
            ContactColumn.Home => NumberType.Home,
            ContactColumn.Other => NumberType.Other,
            _ => null,
        };

    static string Plain(string heading) => string.Concat(SearchText.Fold(heading).Where(char.IsLetterOrDigit));

    static readonly Dictionary<string, ContactColumn> Names = new[]
    {
        (ContactColumn.FirstName, "voornaam firstname givenname"),
        (ContactColumn.LastName, "achternaam lastname familyname surname"),
        (ContactColumn.FullName, "naam name volledigenaam fullname displayname weergavenaam"),
        (
            ContactColumn.Company,
            "organisatie bedrijf bedrijfsnaam company companyname organization organisation organization1name organizationname"
        ),
        (ContactColumn.Department, "afdeling department organization1department organizationdepartment"),
        (ContactColumn.Email, "email emailadres emailaddress email1value emailadres1 e1value"),
        (ContactColumn.Address, "adres address address1formatted businessaddress werkadres"),
        (ContactColumn.Notes, "notities notes opmerkingen notitie note"),
        (
            ContactColumn.Work,
            "werk work telefoon telefoonnummer phone telephone number nummer businessphone workphone telefoonwerk zakelijketelefoon phone1value businessphone2"
        ),
        (ContactColumn.Mobile, "mobiel mobile mobilephone mobieletelefoon mobielnummer gsm phone2value"),
        (ContactColumn.Home, "thuis home homephone telefoonthuis huistelefoon homephone2 phone3value"),
        (ContactColumn.Other, "anders other otherphone anderetelefoon overigetelefoon phone4value"),
    }
        .SelectMany(pair => pair.Item2.Split(' ').Select(name => (Name: name, Column: pair.Item1)))
        .ToDictionary(pair => pair.Name, pair => pair.Column, StringComparer.Ordinal);
}
