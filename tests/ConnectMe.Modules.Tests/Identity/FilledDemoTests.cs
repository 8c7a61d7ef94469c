using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Demo;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>The demo company as <c>scripts/run</c> shows it: after weeks of use.</summary>
public sealed class FilledDemoTests(FilledDemoTests.Host host) : IClassFixture<FilledDemoTests.Host>
{
    [Theory]
    [InlineData("anna")]
    [InlineData("bram")]
    [InlineData("noor")]
    [Spec("A1-02")]
    public async Task Each_of_its_people_has_contacts_favourites_a_phone_and_a_call_log(string name)
    {
        var who = new Administrator(host, name);

        var contacts = await who.Open("/contacts?source=Company");
        Assert.Contains("Bakkerij Kuipers", contacts.Body, StringComparison.Ordinal);
        Assert.Equal(
            ["Leveranciers", "Vaste klanten", "Verzekering en pech"],
            contacts.Document.QuerySelectorAll("#groups b").Select(b => b.TextContent)
        );
        Assert.True(contacts.Document.QuerySelectorAll("[id^='favourites-']").Length >= 3);
        Assert.NotEmpty(contacts.Document.QuerySelectorAll("[id^='vips-']"));
        Assert.NotEmpty((await who.Open("/contacts?source=Personal")).Document.QuerySelectorAll(".itw"));

        var calls = await who.Open("/calls");
        Assert.True(calls.Document.QuerySelectorAll("#calls-listed details").Length >= 20);
        var log = calls.Text("#calls-listed");
        string[] known = ["Eva Mulder", "Hans Kuipers", "Petra Aalbers", "Karel Postma", "Autobedrijf De Vaart"]; // by their numbers
        Assert.Contains(known, one => log.Contains(one, StringComparison.Ordinal));
        Assert.NotEmpty((await who.Open("/calls?missed=true")).Document.QuerySelectorAll("#calls-listed details"));
    }

    [Fact]
    [Spec("A1-02")]
    public async Task Its_desk_phones_have_accounts_and_some_calls_have_a_note()
    {
        var anna = new Administrator(host);

        Assert.Contains("Werkplaats, wandtoestel", (await anna.Open("/admin/devices")).Body, StringComparison.Ordinal);
        Assert.Contains("anna", (await host.NewBrowser().Open("/sign-in")).Text("#demo-accounts"), StringComparison.Ordinal);
        var log = (await anna.Open("/calls?Pages=4")).Text("#calls-listed");
        Assert.Contains(DemoHistory.Notes, note => log.Contains(note, StringComparison.Ordinal));
    }

    [Fact]
    [Spec("A1-02")]
    public async Task Some_of_its_people_have_voicemail_from_customers_that_can_be_played()
    {
        var anna = new Administrator(host);

        var page = await anna.Open("/voicemail");

        Assert.Equal(4, page.Document.QuerySelectorAll("[id^=message-]").Length);
        Assert.Contains("Eva Mulder", page.Text("#messages-listed"), StringComparison.Ordinal);
        Assert.Equal("1 nieuw bericht", page.Text("#unheard .sr"));
        var sound = page.Document.QuerySelector("audio")!.GetAttribute("src")!;
        Assert.StartsWith("OggS", (await anna.Open(sound)).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M9.1-01")]
    public async Task Some_of_its_people_have_planned_their_week()
    {
        var week = await new Administrator(host).Open("/calendar");

        var planned = week.Document.QuerySelectorAll(".ev b").Select(status => status.TextContent).Distinct(StringComparer.Ordinal);
        Assert.Equal(["In vergadering", "Lunch", "Niet storen", "Thuiswerken"], planned.Order(StringComparer.Ordinal));
    }

    public sealed class Host(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        protected override bool Filled => true;
    }
}
