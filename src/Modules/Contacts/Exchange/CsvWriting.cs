using System.Globalization;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Contacts.Exchange;

/// <summary>Contacts as CSV, with columns that <see cref="ContactColumns"/> knows again.</summary>
internal static class CsvWriting
{
    public static IResult File(IAsyncEnumerable<Contact> contacts) =>
        SpreadsheetFile.Of(
            "contacts.csv",
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? English : Dutch,
            contacts.Select(IReadOnlyList<string> (contact) => [.. Cells(contact)])
        );

    static IEnumerable<string> Cells(Contact contact)
    {
        var numbers = contact.Numbers.ToLookup(number => number.Type, number => number.Best);
        string[] own =
        [
            contact.FirstName,
            contact.LastName,
            contact.Company,
            contact.Department,
            contact.Email,
            contact.Address,
            contact.Notes,
        ];
        return own.Concat(Enumerable.Range(0, OfAKind).SelectMany(at => Types.Select(type => numbers[type].ElementAtOrDefault(at) ?? "")));
    }

    /// <summary>All numbers of a contact may be of one kind.</summary>
    const int OfAKind = Contact.MostNumbers;

    static readonly NumberType[] Types = [NumberType.Work, NumberType.Mobile, NumberType.Home, NumberType.Other];

    static readonly string[] Dutch = Headings(
        "Voornaam Achternaam Organisatie Afdeling E-mailadres Adres Notities",
        "Werk Mobiel Thuis Anders"
    );
    static readonly string[] English = Headings("Firstname Lastname Company Department Email Address Notes", "Work Mobile Home Other");

    static string[] Headings(string own, string numbers) =>
        [.. own.Split(' '), .. Enumerable.Repeat(numbers.Split(' '), OfAKind).SelectMany(names => names)];
}
