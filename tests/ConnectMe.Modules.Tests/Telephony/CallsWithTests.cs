using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>What a person makes and answers calls with, chosen at the profile photo.</summary>
public sealed class CallsWithTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("M6.2-01")]
    public async Task The_choice_is_kept_on_the_server_and_every_open_page_hears_of_it()
    {
        var device = await AddDevice("Balie", "203");
        var sanne = new Administrator(host, "sanne");
        Assert.Equal("true", Chosen(await sanne.Open("/calls"), ShownBrowser));
        Assert.Contains("Balie", (await sanne.Open("/calls")).Text("#pop-me"), StringComparison.Ordinal);
        using var live = host
            .Services.GetRequiredService<LiveUpdates>()
            .Subscribe(Company, new UserId(Guid.Parse(Administrator.PersonId("203"))));

        var answer = await sanne.Do($"/calls-with/{device}");

        Assert.Equal("true", Chosen(answer, device.ToString()));
        Assert.Equal("Balie", answer.Document.QuerySelector("#with-phone")!.GetAttribute("value"));
        Assert.Contains("Balie is niet bereikbaar", answer.Text(".foot"), StringComparison.Ordinal); // no such phone is registered
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await live.Next(TimeSpan.FromSeconds(1), patience.Token)).Contains(ConfigurationAnnouncement.Topic))
        {
            // other changes of this person
        }

        var elsewhere = await new Administrator(host, "sanne").Open("/calls");
        Assert.Equal("true", Chosen(elsewhere, device.ToString()));
        Assert.Equal("false", Chosen(elsewhere, ShownBrowser));
        Assert.Contains(
            "configuration",
            elsewhere.Document.QuerySelector("#calls-with")!.GetAttribute("data-live"),
            StringComparison.Ordinal
        );

        await sanne.Do($"/calls-with/{ShownBrowser}");
        Assert.Equal("true", Chosen(await sanne.Open("/calls-with"), ShownBrowser));
    }

    [Fact]
    [Spec("M6.2-01")]
    public async Task Another_persons_device_cannot_be_chosen()
    {
        var device = await AddDevice("Van Bram", "202");
        var joost = new Administrator(host, "joost");

        foreach (var choice in new[] { device.ToString(), Guid.NewGuid().ToString(), "0", "%3Cscript%3E" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await joost.Post($"/calls-with/{choice}")).Status);
        }

        Assert.Null((await _anna.Configuration()).DeviceChosenBy(Guid.Parse(Administrator.PersonId("204"))));
        Assert.DoesNotContain("Van Bram", (await joost.Open("/calls-with")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M6.2-01")]
    public async Task A_device_that_is_revoked_is_nobodys_choice()
    {
        var device = await AddDevice("Magazijn", "206");
        var noor = new Administrator(host, "noor");
        await noor.Do($"/calls-with/{device}");

        await _anna.Do($"/admin/devices/{device}/revoke");

        Assert.Equal("true", Chosen(await noor.Open("/calls-with"), ShownBrowser));
    }

    [Fact]
    [Spec("M6.2-01", "M6.2-03")]
    public async Task With_the_phone_away_the_browser_calls_and_without_a_line_nothing_does()
    {
        var device = await AddDevice("Werkplaats", "204");
        var joost = new Administrator(host, "joost");
        await joost.Do($"/calls-with/{device}");

        var nothing = await joost.Do("/calls/dial", ("target", "206"), ("line", Guid.NewGuid().ToString()));
        Assert.Contains(
            "Je gekozen toestel is niet aangemeld en deze browser heeft geen lijn",
            nothing.Text("#notice"),
            StringComparison.Ordinal
        );

        var line = new LineId(Guid.NewGuid());
        var user = new UserId(Guid.Parse(Administrator.PersonId("204")));
        var switchboard = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Company.ToString());
        await switchboard.Post(new SwitchboardInput.LineUp(line, user));
        var here = await joost.Do("/calls/dial", ("target", "206"), ("line", line.Value.ToString()));
        Assert.Contains("Je belt nu met deze browser", here.Text("#notice"), StringComparison.Ordinal);
        Assert.NotNull(here.Document.QuerySelector($"[data-call][data-line='{line.Value}']"));
        await switchboard.Post(new SwitchboardInput.LineDown(line, user, SignedOut: true));

        await joost.Do($"/calls-with/{ShownBrowser}");
        var offline = await joost.Do("/calls/dial", ("target", "206"), ("line", line.Value.ToString()));
        Assert.Contains("Je lijn is nog niet klaar", offline.Text("#notice"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M6.2-01", "M6.2-02")]
    public async Task A_mobile_is_noted_first_and_then_chosen_and_without_its_number_it_is_nobodys_choice()
    {
        var fatima = new Administrator(host, "fatima");
        var id = Guid.Parse(Administrator.PersonId("205"));
        var before = await fatima.Open("/calls-with");
        Assert.Null(before.Document.QuerySelector("#with-mobile"));
        Assert.Equal("/settings/devices/mobile", before.Document.QuerySelector("#note-mobile")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await fatima.Post("/calls-with/mobile")).Status);

        await fatima.Do(Noting, ("Number", "06-1234 5678"));
        Assert.Equal("false", Chosen(await fatima.Open("/calls-with"), "mobile"));
        var chosen = await fatima.Do("/calls-with/mobile");

        Assert.Equal("true", Chosen(chosen, "mobile"));
        Assert.Equal("false", Chosen(chosen, ShownBrowser));
        Assert.Equal("Mobiel", chosen.Document.QuerySelector("#with-phone")!.GetAttribute("value"));
        Assert.Contains("06 12345678", chosen.Text(".foot"), StringComparison.Ordinal);
        Assert.Contains("06 12345678", (await fatima.Open("/settings/devices")).Text("#my-mobile"), StringComparison.Ordinal);
        Assert.Equal("+31612345678", (await _anna.Configuration()).MobileChosenBy(id));

        await fatima.Do(Noting, ("Number", ""));
        Assert.Equal("true", Chosen(await fatima.Open("/calls-with"), ShownBrowser));
        Assert.Null((await _anna.Configuration()).MobileChosenBy(id));
        await fatima.Do(Noting, ("Number", "0612345678"));
        Assert.Equal("true", Chosen(await fatima.Open("/calls-with"), ShownBrowser)); // noted again is not chosen again
    }

    [Theory]
    [Spec("M6.2-02", "A4-02")]
    [InlineData("12", "Dit is geen geldig telefoonnummer")]
    [InlineData("112", "mag volgens de belregels")]
    [InlineData("0900-1234", "mag volgens de belregels")]
    [InlineData("+49 151 12345678", "mag volgens de belregels")]
    [InlineData("06 12345678; <script>", "Dit is geen geldig telefoonnummer")]
    public async Task A_mobile_that_could_not_be_rung_is_not_noted(string number, string said)
    {
        var joost = new Administrator(host, "joost");

        var answer = await joost.Post(Noting, ("Number", number));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(said, answer.Text("#Number-e"), StringComparison.Ordinal);
        Assert.False((await _anna.Configuration()).Mobiles.ContainsKey(Guid.Parse(Administrator.PersonId("204"))));
    }

    [Fact]
    [Spec("M6.2-02")]
    public async Task A_number_of_the_company_itself_is_nobodys_mobile()
    {
        await _anna.Do("/admin/numbers/new", ("Number", "020 555 0177"), ("Input.Kind", "Main"), ("Input.ShownTo", "Everyone"));

        var answer = await new Administrator(host, "noor").Post(Noting, ("Number", "+31 20 555 0177"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("nummer van je bedrijf zelf", answer.Text("#Number-e"), StringComparison.Ordinal);
    }

    const string Noting = "/settings/devices/mobile";

    const string ShownBrowser = "browser";

    static string? Chosen(Answer answer, string option) => answer.Document.QuerySelector($"#with-{option}")?.GetAttribute("aria-checked");

    async Task<Guid> AddDevice(string name, string extension)
    {
        var shown = await _anna.Do("/admin/devices/new", ("Input.Name", name), ("Input.Owner", Administrator.PersonId(extension)));
        return (await _anna.Configuration()).Devices.Single(d => d.Username == shown.Text("#once-name")).Id;
    }
}
