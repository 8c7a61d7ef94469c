using System.Xml;
using System.Xml.Linq;
using ConnectMe.Contacts.Exchange;

namespace ConnectMe.Contacts.CardDav;

/// <summary>What is said to a CardDAV server and what it answers (RFC 4918 §14, RFC 6352 §10).</summary>
internal static class DavXml
{
    public const string WhatIsThere = """
        <?xml version="1.0" encoding="utf-8"?>
        <propfind xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><prop><resourcetype/><current-user-principal/><c:addressbook-home-set/></prop></propfind>
        """;

    public const string AllCards = """
        <?xml version="1.0" encoding="utf-8"?>
        <c:addressbook-query xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><prop><c:address-data/></prop><c:filter/></c:addressbook-query>
        """;

    /// <exception cref="XmlException">It is not XML, or holds what a server has no reason to send.</exception>
    public static async Task<XDocument> Read(Stream body, CancellationToken ct)
    {
        var safe = new XmlReaderSettings
        {
            Async = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = 3 * ContactFile.MostBytes, // photos, and the escapes of XML
        };
        using var reader = XmlReader.Create(new LimitedStream(body, 3 * ContactFile.MostBytes), safe);
        return await XDocument.LoadAsync(reader, LoadOptions.None, ct);
    }

    public static IReadOnlyList<DavResource> Resources(XDocument? answer) =>
        answer is null
            ? []
            :
            [
                .. answer
                    .Descendants(Dav + "response")
                    .Select(response => new DavResource(
                        response.Element(Dav + "href")?.Value.Trim() ?? "",
                        response.Descendants(Dav + "resourcetype").Any(type => type.Element(CardDav + "addressbook") is not null),
                        HrefOf(response, Dav + "current-user-principal"),
                        HrefOf(response, CardDav + "addressbook-home-set")
                    )),
            ];

    public static IEnumerable<string> Cards(XDocument answer) => answer.Descendants(CardDav + "address-data").Select(card => card.Value);

    static string? HrefOf(XElement response, XName property) =>
        response.Descendants(property).Elements(Dav + "href").Select(href => href.Value.Trim()).FirstOrDefault(href => href.Length > 0);

    static readonly XNamespace Dav = "DAV:";
    static readonly XNamespace CardDav = "urn:ietf:params:xml:ns:carddav";
}

/// <param name="Principal">Who we are there; null when the server does not say.</param>
/// <param name="Home">Where the user's address books are; null when it does not say.</param>
internal sealed record DavResource(string Address, bool IsAddressBook, string? Principal, string? Home);
