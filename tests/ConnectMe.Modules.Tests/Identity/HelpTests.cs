using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class HelpTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Garage _company = new(host);

    [Fact]
    [Spec("M16-01")]
    public async Task Help_in_the_menu_leads_to_the_contact_that_the_administrator_sets()
    {
        await Set("Helpdesk Voorbeeld", "020 555 0199", "help@voorbeeld.example", "https://hulp.voorbeeld.example/start");
        var bram = new Administrator(host, "bram");
        var link = (await bram.Open("/calls")).Document.QuerySelector("#nav a[href='/help']")!;
        Assert.Equal("Help", link.TextContent);

        var page = await bram.Open(link.GetAttribute("href")!);

        Assert.Equal("Helpdesk Voorbeeld", page.Text("#support-t"));
        Assert.Contains(
            "020 555 0199",
            page.Document.QuerySelector("#help [data-action=dial]")!.GetAttribute("hx-vals")!,
            StringComparison.Ordinal
        );
        Assert.NotNull(page.Document.QuerySelector("a[href='mailto:help@voorbeeld.example']"));
        Assert.NotNull(page.Document.QuerySelector("a[href='https://hulp.voorbeeld.example/start'][rel~=noopener]"));
        Assert.Null(page.Document.QuerySelector("a[href='/admin/support']")); // Bram does not set it
        Assert.NotNull((await _company.Anna.Open("/help")).Document.QuerySelector("a[href='/admin/support']"));
        Assert.Equal(
            "Helpdesk Voorbeeld",
            ((await _company.Anna.Open("/admin/support")).Document.QuerySelector("#Input_Name, [name='Input.Name']"))!.GetAttribute("value")
        );
    }

    [Fact]
    [Spec("M16-01")]
    public async Task Where_none_is_set_it_names_the_administrators()
    {
        await using (var session = _company.Store.SessionFor(Garage.Id))
        {
            session.Delete<SupportContact>(DemoCompany.Id);
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var page = await new Administrator(host, "bram").Open("/help");

        Assert.Contains("Anna de Vries (201)", page.Text("#help"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "020 555 0199", "", "", "hoe je collega")]
    [InlineData("Helpdesk", "", "", "", "telefoonnummer, e-mailadres of webadres")]
    [InlineData("Helpdesk", "bel maar", "", "", "geen telefoonnummer")]
    [InlineData("Helpdesk", "", "geen adres", "", "geen e-mailadres")]
    [InlineData("Helpdesk", "", "", "javascript:alert(1)", "Begin met https://")]
    [InlineData("Helpdesk", "", "", "hulp.voorbeeld.example", "Begin met https://")]
    public async Task What_leads_nowhere_is_refused(string name, string phone, string email, string link, string refusal)
    {
        var answer = await Post(name, phone, email, link);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_set_by_administrators()
    {
        var bram = new Administrator(host, "bram");

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/support")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/support", ("Input.Name", "Bram"))).Status);
    }

    async Task Set(string name, string phone, string email, string link) =>
        Assert.Equal(HttpStatusCode.OK, (await Post(name, phone, email, link)).Status);

    Task<Answer> Post(string name, string phone, string email, string link) =>
        _company.Anna.Post("/admin/support", ("Input.Name", name), ("Input.Phone", phone), ("Input.Email", email), ("Input.Link", link));
}
