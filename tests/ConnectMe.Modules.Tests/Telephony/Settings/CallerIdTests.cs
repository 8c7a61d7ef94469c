using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class CallerIdTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly Guid Sanne = Guid.Parse(Administrator.PersonId("203"));
    static readonly Guid Joost = Guid.Parse(Administrator.PersonId("204"));
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("M1.1-15", "M4-03", "M4.5-01", "M4.5-03")]
    public async Task The_top_bar_shows_what_the_others_see_and_what_can_be_chosen()
    {
        var page = await new Administrator(host, "joost").Open("/calls");

        Assert.Contains("020 555 0100", page.Text("#cid-button"), StringComparison.Ordinal);
        var options = page.Document.QuerySelectorAll("#pop-cid [role=radio]").Select(o => o.TextContent.Trim()).ToList();
        Assert.Equal(4, options.Count);
        Assert.StartsWith("Vast nummer", options[0], StringComparison.Ordinal);
        Assert.StartsWith("Centraal bedrijfsnummer", options[1], StringComparison.Ordinal);
        Assert.StartsWith("ACD-groep Werkplaats", options[2], StringComparison.Ordinal);
        Assert.StartsWith("Incognito", options[3], StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M4.5-05", "M4.5-01")]
    public async Task The_choice_is_kept_on_the_server_and_holds_in_every_browser()
    {
        var own = (await _anna.Configuration()).NumberOf("+31205550103")!;

        var answer = await new Administrator(host, "sanne").Do($"/caller-id/{own.Id}");

        Assert.Contains("020 555 0103", answer.Text("#cid-button"), StringComparison.Ordinal);
        var elsewhere = await new Administrator(host, "sanne").Open("/calls");
        Assert.Equal("true", elsewhere.Document.QuerySelector($"#cid-{own.Id}")!.GetAttribute("aria-checked"));
        Assert.Equal(new CallerId("+31205550103", IsAnonymous: false), (await _anna.Configuration()).CallerIdOf(Sanne));
        await new Administrator(host, "sanne").Do("/caller-id/anonymous");
        Assert.True((await _anna.Configuration()).CallerIdOf(Sanne).IsAnonymous);
    }

    [Fact]
    [Spec("M4.5-04", "A3-02")]
    public async Task What_is_not_on_the_users_list_cannot_be_chosen()
    {
        var annas = (await _anna.Configuration()).NumberOf("+31205550101")!;
        var joost = new Administrator(host, "joost");

        foreach (var choice in new[] { annas.Id.ToString(), Guid.NewGuid().ToString(), "0", "%3Cscript%3E" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await joost.Post($"/caller-id/{choice}")).Status);
        }

        Assert.False((await _anna.Configuration()).Choices.ContainsKey(Joost));
    }

    [Fact]
    [Spec("A3-02", "M4.5-04")]
    public async Task The_administrator_says_what_is_shown_by_default_and_who_may_hide_it()
    {
        var noor = Administrator.PersonId("206");
        var bram = new Administrator(host, "bram");
        var main = (await _anna.Configuration()).NumberOf("+31205550100")!;

        var saved = await _anna.Do("/admin/caller-id", ("Input.Default", ""));
        await Identity.Templates.Change(_anna, [.. Identity.Templates.Shown("Own", "Mobile", "Company", "Group")]);
        await Identity.Templates.Give(_anna, noor, ("Input.CallerIds", "Chosen"), ("Input.Shown", "Hidden"));

        Assert.Contains("Opgeslagen", saved.Text("[role=status]"), StringComparison.Ordinal);
        var after = await _anna.Configuration();
        Assert.True(after.MayHide(Guid.Parse(noor)));
        Assert.Contains("Noor van den Berg", (await _anna.Open("/admin/caller-id")).Text("#mayhide"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await bram.Post("/caller-id/anonymous")).Status);
        Assert.Null((await bram.Open("/calls")).Document.QuerySelector("#cid-anonymous"));
        Assert.Equal("+31205550102", after.CallerIdOf(Guid.Parse(Administrator.PersonId("202"))).E164); // his own, without a default

        await Identity.Templates.Change(_anna);
        await Identity.Templates.Give(_anna, noor);
        await _anna.Do("/admin/caller-id", ("Input.Default", main.Id.ToString()));
        Assert.Equal("+31205550100", (await _anna.Configuration()).CallerIdOf(Guid.Parse(Administrator.PersonId("202"))).E164);
    }

    [Fact]
    [Spec("A3-02")]
    public async Task A_default_that_not_everyone_may_show_is_refused()
    {
        var annas = (await _anna.Configuration()).NumberOf("+31205550101")!;

        var answer = await _anna.Post("/admin/caller-id", ("Input.Default", annas.Id.ToString()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.Text("#Input_Default-e"));
    }

    [Fact]
    [Spec("M4.5-02", "M4.5-04")]
    public async Task The_dialer_offers_another_number_for_one_call()
    {
        var noor = Guid.Parse(Administrator.PersonId("206"));
        var configuration = await _anna.Configuration();
        var (own, annas) = (configuration.NumberOf("+31205550106")!, configuration.NumberOf("+31205550101")!);
        var pad = (await new Administrator(host, "noor").Open("/calls")).Document.QuerySelector("#dial")!;

        Assert.NotNull(pad.QuerySelector("input[name=callerId]"));
        Assert.NotNull(pad.QuerySelector($"[data-call-as='{own.Id}']"));
        Assert.Null(pad.QuerySelector($"[data-call-as='{annas.Id}']"));
        Assert.Equal("+31205550106", configuration.CallerIdOf(noor, new CallerIdChoice(own.Id)).E164);
        Assert.NotEqual("+31205550101", configuration.CallerIdOf(noor, new CallerIdChoice(annas.Id)).E164); // not on her list: as if not chosen
        Assert.False(configuration.CallerIdOf(noor).IsAnonymous);
        Assert.True(configuration.CallerIdOf(noor, CallerIdChoice.Anonymous).IsAnonymous);
        Assert.Equal("+31205550106", configuration.CallerIdOf(noor, CallerIdChoice.Anonymous).E164); // for the provider alone
    }
}
