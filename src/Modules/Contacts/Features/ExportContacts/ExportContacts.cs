using System.Text;
using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Contacts.Exchange;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Contacts.Features;

/// <summary>The user's own contacts as a file that other address books, and this one, can read.</summary>
internal static class ExportContacts
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/contacts/export.csv", (OwnContacts own) => CsvWriting.File(Own(own)));
        routes.MapGet(
            "/contacts/export.vcf",
            (OwnContacts own) => Results.Stream(body => VCards(body, own), "text/vcard; charset=utf-8", "contacts.vcf")
        );
    }

    static async Task VCards(Stream body, OwnContacts own)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await VCardWriting.Write(writer, Own(own));
    }

    static IAsyncEnumerable<Contact> Own(OwnContacts own) =>
        own.Session.Query<Contact>().Where(contact => contact.Owner == own.Owner).OrderBy(contact => contact.Sort).ToAsyncEnumerable();
}
