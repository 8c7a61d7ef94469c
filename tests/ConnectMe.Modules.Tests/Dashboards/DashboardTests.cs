using System.Net;
using ConnectMe.Dashboards.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Dashboards;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Dashboards;

/// <summary>Everybody's own dashboard: which widgets stand where, and what is kept of it. Each test is about another person.</summary>
public sealed class DashboardTests(DashboardTests.HostWithOneMore host) : IClassFixture<DashboardTests.HostWithOneMore>
{
    readonly Garage _company = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("M5-01", "M5-02")]
    public async Task Everybody_begins_with_contacts_and_monitored_calls()
    {
        var fatima = new Administrator(host, "fatima");

        var page = await fatima.Open("/dashboard");

        Assert.Equal("Contacten | Gemonitorde oproepen", Names(page));
        Assert.EndsWith("Fatima", page.Text("h1"), StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("#nav a[href='/dashboard'][aria-current=page]"));
        Assert.NotNull(page.Document.QuerySelector("#takeable[data-live]"));
        Assert.Null(page.Document.QuerySelector("#monitored-queue")); // she is in no queue
    }

    [Fact]
    [Spec("M5-03", "M5-04")]
    public async Task What_is_arranged_is_there_when_it_was_saved_and_not_before()
    {
        var noor = new Administrator(host, "noor");
        var page = await noor.Open("/dashboard/change");
        Assert.Equal("same", page.Document.QuerySelector("[data-arranges]")!.GetAttribute("data-arranges"));

        page = await noor.Open(page.Document.QuerySelector("#remove-contacts")!.GetAttribute("href")!);
        Assert.Equal("changed", page.Document.QuerySelector("[data-arranges]")!.GetAttribute("data-arranges"));
        page = await noor.Open(page.Document.QuerySelector("#add-agents-left")!.GetAttribute("href")!);
        Assert.Equal("Agents | Gemonitorde oproepen", Names(page));
        Assert.NotNull(page.Document.QuerySelector("#widget-agents [inert] #wa-rows")); // nothing is pressed in it meanwhile
        Assert.Equal("Contacten | Gemonitorde oproepen", Names(await noor.Open("/dashboard")));

        var saved = await noor.Do("/dashboard/save", ("w", page.Document.QuerySelector("[name=w]")!.GetAttribute("value")!));
        Assert.Contains("\"/dashboard\"", saved.Headers["HX-Location"], StringComparison.Ordinal);
        page = await noor.Open("/dashboard");
        Assert.Equal("Agents | Gemonitorde oproepen", Names(page));
        Assert.Contains("Noor van den Berg", page.Text("#wa-rows"), StringComparison.Ordinal);

        await noor.Do("/dashboard/save", ("w", ""));
        Assert.NotNull((await noor.Open("/dashboard")).Document.QuerySelector("#dashboard-empty a[href='/dashboard/change']"));
    }

    [Theory]
    [InlineData("contacts~spelletje")]
    [InlineData("contacts~contacts")]
    [InlineData("contacts.contacts~")]
    public async Task What_is_no_widget_or_stands_twice_is_refused(string written)
    {
        var joost = new Administrator(host, "joost");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await joost.Post("/dashboard/save", ("w", written))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await joost.Post("/dashboard/save", ("w", new string('a', 1001)))).Status);

        Assert.Equal("Contacten | Gemonitorde oproepen", Names(await joost.Open("/dashboard")));
        Assert.Equal("Contacten | ", Names(await joost.Open($"/dashboard/change?w={written}"))); // of an address, what there is of it
    }

    [Fact]
    [Spec("M5-06")]
    public async Task A_widget_that_a_module_brings_can_be_chosen_and_the_dashboard_need_not_know_it()
    {
        var bram = new Administrator(host, "bram");
        var add = (await bram.Open("/dashboard/change")).Document.QuerySelector("#add-thought-right")!;
        Assert.Equal("Gedachte", add.TextContent.Trim());

        await bram.Do("/dashboard/save", ("w", "thought~contacts"));

        var page = await bram.Open("/dashboard");
        Assert.Equal("Gedachte | Contacten", Names(page));
        Assert.NotNull(page.Document.QuerySelector("#widget-thought .art"));
        Assert.Equal(HttpStatusCode.OK, (await bram.Do("/dashboard/widgets/thought", ("choice", "diep"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await bram.Post("/dashboard/widgets/thought", ("choice", "ondiep"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await bram.Post("/dashboard/widgets/zomaar", ("choice", ""))).Status);
    }

    [Fact]
    [Spec("M5-20", "M5-21")]
    public async Task Who_waits_is_listed_of_all_queues_or_of_the_chosen_one_which_is_remembered()
    {
        var sanne = new Administrator(host, "sanne");
        var reception = Assert.Single(
            (await sanne.Open("/dashboard")).Document.QuerySelectorAll("#monitored-queue option"),
            option => option.TextContent == "Receptie"
        );
        var other = new LineId(Guid.NewGuid());
        var fatima = new UserId(Guid.Parse(Administrator.PersonId("205")));
        var switchboard = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>($"{Garage.Id}");
        await switchboard.Post(new SwitchboardInput.LineUp(other, fatima));
        await switchboard.Post(new SwitchboardInput.Dial(new CallId(Guid.CreateVersion7()), fatima, other, "250"));
        await Eventually.Is(async () =>
            (await sanne.Open("/dashboard")).Document.QuerySelector("#waiting li") is { } caller
            && caller.TextContent.Contains("Fatima El Amrani", StringComparison.Ordinal)
        );

        var chosen = await sanne.Do("/dashboard/widgets/monitored-calls", ("choice", reception.GetAttribute("value")!));
        Assert.NotNull(chosen.Document.QuerySelector("#waiting li"));
        Assert.Equal("Receptie", (await sanne.Open("/dashboard")).Text("#monitored-queue [selected]"));
        Assert.EndsWith(
            reception.GetAttribute("value")!,
            (await sanne.Open("/dashboard")).Document.QuerySelector("#takeable")!.GetAttribute("hx-get"),
            StringComparison.Ordinal
        );

        // One that is not hers shows what all show: a queue that was removed hides no callers.
        await sanne.Do("/dashboard/widgets/monitored-calls", ("choice", $"{Guid.NewGuid()}"));
        Assert.NotNull((await sanne.Open("/dashboard")).Document.QuerySelector("#waiting li"));
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await sanne.Post("/dashboard/widgets/monitored-calls", ("choice", "' or 1=1"))).Status
        );
        Assert.Null((await new Administrator(host, "joost").Open("/dashboard")).Document.QuerySelector("#waiting")); // he is in no queue
        await switchboard.Post(new SwitchboardInput.LineDown(other, fatima, SignedOut: true));
    }

    [Fact]
    [Spec("M5-22", "M5-23")]
    public async Task After_how_long_a_call_is_orange_or_red_is_each_persons_own_and_holds_on_the_page_of_queues_too()
    {
        var noor = new Administrator(host, "noor");
        Assert.Equal(("60000", "120000"), await Warnings(noor, "/queues"));

        var saved = await noor.Do("/calls/warnings", ("warnsInOrange", "true"), ("orange", "45 s"), ("red", "90"), ("isHeard", "true"));

        Assert.Equal("45 s", saved.Document.QuerySelector("#warn-orange")!.GetAttribute("value"));
        Assert.False(saved.Document.QuerySelector("#warn-in-red")!.HasAttribute("checked"));
        Assert.Equal(("45000", "0"), await Warnings(noor, "/queues")); // switched off
        Assert.Equal(("60000", "120000"), await Warnings(new Administrator(host, "sanne"), "/queues"));

        await noor.Do("/calls/warnings", ("warnsInOrange", "true"), ("orange", "45"), ("warnsInRed", "true"), ("red", "90"));
        Assert.Equal(("45000", "90000"), await Warnings(noor, "/calls/takeable"));
        foreach (var (orange, red) in new[] { ("90", "45"), ("4", "90"), ("45", "3601"), ("45", "straks"), ("", "") })
        {
            var refused = await noor.Post(
                "/calls/warnings",
                ("warnsInOrange", "true"),
                ("orange", orange),
                ("warnsInRed", "true"),
                ("red", red)
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.NotEmpty(refused.Text("#warn-refusal"));
            Assert.Equal(red, refused.Document.QuerySelector("#warn-red")!.GetAttribute("value"));
        }

        Assert.Equal(("45000", "90000"), await Warnings(noor, "/queues"));
    }

    [Fact]
    public async Task What_somebody_made_of_their_dashboard_goes_with_them()
    {
        var id = await _company.AddWithPassword("tijdelijk", "231");
        var gone = new Administrator(host, "tijdelijk", Garage.Password);
        await gone.Do("/dashboard/save", ("w", "contacts~"));
        await gone.Do("/calls/warnings", ("warnsInOrange", "true"), ("orange", "45"), ("red", "90"));
        Assert.Equal((true, true), await Kept(id));

        foreach (var erasure in host.Services.GetServices<ConnectMe.Identity.Contracts.IErasure>())
        {
            await erasure.Erase(new ConnectMe.Identity.Contracts.ErasedPerson(Garage.Id, new UserId(id), ["Nieuwe tijdelijk"], []), Ct);
        }

        Assert.Equal((false, false), await Kept(id));
    }

    async Task<(bool Dashboard, bool Warnings)> Kept(Guid id)
    {
        await using var query = _company.Store.QueryFor(Garage.Id);
        return (
            await query.LoadAsync<PersonalDashboard>(id, Ct) is not null,
            await query.LoadAsync<ChosenWaitWarnings>(id, Ct) is not null
        );
    }

    static async Task<(string? Orange, string? Red)> Warnings(Administrator who, string page)
    {
        var after = (await who.Open(page)).Document.QuerySelector("#warn-after")!;
        return (after.GetAttribute("data-orange"), after.GetAttribute("data-red"));
    }

    /// <summary>Of the widgets, left and right.</summary>
    static string Names(Answer page) =>
        string.Join(
            " | ",
            page.Document.QuerySelectorAll(".dash > .col")
                .Select(column =>
                    string.Join(", ", column.QuerySelectorAll(":scope > section > header > h2").Select(name => name.TextContent))
                )
        );

    /// <summary>With a widget of a module that the product does not have.</summary>
    public sealed class HostWithOneMore(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        protected override void Configure(IServiceCollection services) => services.AddScoped<IWidget, Thought>();
    }

    sealed class Thought : IWidget
    {
        public string Key => "thought";
        public int Order => 90;
        public string Icon => "star";
        public string Name => "Gedachte";
        public bool IsUsual => false;
        public string? Tools => null;
        public string Inside => "/Shell/_Art.cshtml";

        public bool MayBe(string choice) => choice is "" or "diep";
    }
}
