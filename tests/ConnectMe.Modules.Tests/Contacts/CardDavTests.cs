using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectMe.Contacts.CardDav;
using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Contacts;

/// <summary>Contacts of an address book on another server, against Radicale, a real one.</summary>
public sealed class CardDavTests(CardDavTests.Host host) : IClassFixture<CardDavTests.Host>
{
    [Fact]
    [Spec("B8")]
    public async Task An_address_book_is_found_looked_at_brought_in_fetched_again_and_taken_back()
    {
        await using var server = await CardDavServer.Start();
        await server.Put(
            "1",
            "N:Davmulder;Eva;;;\nFN:Eva Davmulder\nORG:De Linde;Inkoop\nTEL;TYPE=CELL:06 1234 5611\nEMAIL:eva@delinde.example"
        );
        await server.Put("2", "N:Davkuipers;Zoë;;;\nFN:Zoë Davkuipers\nTEL;TYPE=WORK:020 555 0177");
        await server.Put("3", "N:Davfout;Wil;;;\nFN:Wil Davfout\nTEL;TYPE=WORK:geen nummer");
        var sanne = new Administrator(host, "sanne");

        await sanne.Do("/contacts/import/web", Fields(server.Address.AbsoluteUri)); // the server tells which address books there are
        var preview = await sanne.Open("/contacts/import");
        Assert.Contains("Toe te voegen uit 127.0.0.1: 2", preview.Text("#import-count"), StringComparison.Ordinal);
        Assert.Contains("Davfout", preview.Text("#import-refused"), StringComparison.Ordinal);
        Assert.DoesNotContain("Davmulder", (await sanne.Open("/contacts")).Body, StringComparison.Ordinal);
        var confirmed = await sanne.Do("/contacts/import/confirm");
        Assert.Contains("Zoë Davkuipers", (await sanne.Open("/contacts")).Text("#contacts-listed"), StringComparison.Ordinal);
        Assert.Contains("Davmulder", (await sanne.Open("/search?q=0612345611")).Body, StringComparison.Ordinal);

        await server.Put("4", "N:Davnieuw;Jan;;;\nFN:Jan Davnieuw\nTEL;TYPE=WORK:020 555 0178");
        var form = await sanne.Open("/contacts/import/web");
        Assert.Equal(server.Address.AbsoluteUri, form.Document.QuerySelector("#Input_Address")!.GetAttribute("value"));
        Assert.DoesNotContain(CardDavServer.Password, form.Body, StringComparison.Ordinal);
        await sanne.Do("/contacts/import/web", Fields($"{server.Address}sanne/contacts/", password: "")); // as it was, the address book itself
        preview = await sanne.Open("/contacts/import");
        Assert.Contains("Davnieuw", preview.Text("#import-added"), StringComparison.Ordinal);
        Assert.DoesNotContain("Davmulder", preview.Text("#import-added"), StringComparison.Ordinal);
        await sanne.Do("/contacts/import?handler=discard");

        await using (var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(new CompanyId(DemoCompany.Id)))
        {
            var kept = await query.LoadAsync<AddressBookSource>(Guid.Parse(Administrator.PersonId("203")), Ct);
            Assert.DoesNotContain(CardDavServer.Password, kept!.ProtectedPassword, StringComparison.Ordinal);
        }

        await sanne.Do(
            confirmed.Headers["HX-Location"].Split('"')[3].Replace("/contacts?imported=", "/contacts/imports/", StringComparison.Ordinal)
                + "/undo"
        );
        Assert.DoesNotContain("Davmulder", (await sanne.Open("/contacts")).Body, StringComparison.Ordinal);

        await Refused(sanne, Fields(server.Address.AbsoluteUri, password: "mis"), "#Input_Password-e", "neemt deze gebruikersnaam");
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:1/\r\nContent-Length: 0\r\n\r\n", "SentElsewhere")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhallo", "NoAddressBook")]
    [InlineData("HTTP/1.1 207 Multi-Status\r\nConnection: close\r\n\r\n<multistatus xmlns=\"DAV:\"><response>", "NoAddressBook")]
    [InlineData(
        "HTTP/1.1 207 Multi-Status\r\nConnection: close\r\n\r\n<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><multistatus xmlns=\"DAV:\">&x;</multistatus>",
        "NoAddressBook"
    )]
    [InlineData(
        "HTTP/1.1 207 Multi-Status\r\nConnection: close\r\n\r\n<multistatus xmlns=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\"><response><href>/</href><propstat><prop><c:addressbook-home-set><href>http://127.0.0.2:1/elders/</href></c:addressbook-home-set></prop></propstat></response></multistatus>",
        "SentElsewhere"
    )]
    [InlineData("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n", "NotReached")]
    [InlineData("garbage\r\n\r\n", "NotReached")]
    public async Task A_server_that_means_ill_or_is_none_is_given_up_for_a_reason(string answer, string fault)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var serving = Always(listener, answer, stop.Token);
        using var server = new AddressBookServer(new CardDavSettings { PrivateServers = true }, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<AddressBookException>(() =>
            server.Cards(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), "sanne", "x", Ct)
        );

        Assert.Equal(fault, $"{failure.Fault}");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    [Theory]
    [InlineData("http://dav.example.org/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://169.254.169.254/latest/")]
    [InlineData("https://sanne:geheim@dav.example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("dav.example.org")]
    public void Only_HTTPS_on_the_internet_is_asked(string address)
    {
        using var server = new AddressBookServer(new CardDavSettings(), TimeProvider.System);

        Assert.False(server.IsUsable(address));
        Assert.True(server.IsUsable("https://dav.example.org:8443/anna/"));
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_found_out_when_it_is_connected_to()
    {
        using var server = new AddressBookServer(new CardDavSettings(), TimeProvider.System);

        var failure = await Assert.ThrowsAsync<AddressBookException>(() => server.Cards(new Uri("https://localhost/"), "sanne", "x", Ct));

        Assert.Equal(AddressBookFault.NotReached, failure.Fault);
    }

    static async Task Refused(Administrator who, (string, string)[] fields, string at, string why)
    {
        var answer = await who.Post("/contacts/import/web", fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(why, answer.Text(at), StringComparison.Ordinal);
    }

    static (string, string)[] Fields(string address, string password = CardDavServer.Password) =>
        [("Input.Address", address), ("Input.UserName", CardDavServer.User), ("Input.Password", password)];

    static async Task Always(TcpListener listener, string answer, CancellationToken ct)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(ct);
            await using var stream = client.GetStream();
            var buffer = new byte[4096];
            _ = await stream.ReadAsync(buffer, ct);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), ct);
        }
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public sealed class Host(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        protected override bool PrivateServers => true;
    }
}
