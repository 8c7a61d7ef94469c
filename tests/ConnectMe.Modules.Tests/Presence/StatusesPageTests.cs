using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Presence;

/// <summary>Which statuses there are and what they do, as an administrator says on the page Statuses.</summary>
public sealed class StatusesPageTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("A6-01", "M4.4-03")]
    public async Task A_status_is_added_changed_and_removed_and_who_was_in_it_is_in_the_standard_one()
    {
        var sanne = new Administrator(host, "sanne");
        await _anna.Do("/admin/statuses/new", Fields(("Input.Dutch", "Werkplaats"), ("Input.English", "Workshop"), ("Input.Disc", "away")));
        var workshop = (await Statuses()).All.Single(status => status.Dutch == "Werkplaats");
        Assert.Equal(("Workshop", "away"), (workshop.English, workshop.Disc));
        Assert.Equal(CallFlow.Standard, workshop.Flow);
        Assert.Contains("Werkplaats", (await sanne.Open("/presence")).Text("#pop-status"), StringComparison.Ordinal);

        await _anna.Do(
            $"/admin/statuses/{workshop.Id}",
            Fields(
                ("Input.Dutch", "In de werkplaats"),
                ("Input.English", "In the workshop"),
                ("Input.Disc", "dnd"),
                ("Input.Fixed.Rings", "These"),
                ("Input.Fixed.Devices", "DeskPhones"),
                ("Input.Fixed.Devices", "Mobile"),
                ("Input.Fixed.InTurn", "true"),
                ("Input.Fixed.Seconds", "15"),
                ("Input.Fixed.Then", "Colleague"),
                ("Input.Fixed.Colleague", Administrator.PersonId("206")),
                ("Input.Mobile.Rings", "Nothing"),
                ("Input.Mobile.Then", "Number"),
                ("Input.Mobile.Number", "202"),
                ("Input.Queue.Rings", "These"),
                ("Input.Queue.Devices", "DeskPhones"),
                ("Input.Queue.InTurn", "true")
            )
        );
        var changed = (await Statuses()).Find(workshop.Id)!;
        Assert.Equal(
            new CallTreatment(
                RungDevices.DeskPhones | RungDevices.Mobile,
                15,
                InTurn: true,
                new CallTarget(CallTargetKind.Colleague, PersonId: Guid.Parse(Administrator.PersonId("206")))
            ),
            changed.Flow.Fixed
        );
        Assert.Equal(RungDevices.None, changed.Flow.Mobile.Rings);
        Assert.Equal(
            (RungDevices.DeskPhones, true, false),
            (changed.Flow.Queue.Rings, changed.Flow.Queue.InTurn, changed.Flow.PausesQueues)
        );
        Assert.Equal(new CallTarget(CallTargetKind.Number, "202"), changed.Flow.Mobile.Otherwise);

        await sanne.Do($"/presence/status/{workshop.Id}");
        await sanne.Do($"/settings/status/{workshop.Id}", ("number", "202"), ("isOn", "true"));
        Assert.NotNull((await FlowOf("203"))!.ForwardAll);
        await _anna.Do($"/admin/statuses/{workshop.Id}/remove");

        Assert.Null((await Statuses()).Find(workshop.Id));
        Assert.Null(await FlowOf("203"));
        Assert.Equal(
            "Status: Beschikbaar",
            (await sanne.Open("/presence")).Document.QuerySelector("#status-button")!.GetAttribute("aria-label")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await sanne.Post($"/presence/status/{workshop.Id}")).Status);
    }

    [Fact]
    [Spec("A6-01", "M4.4-07")]
    public async Task One_is_the_standard_and_stays_and_the_list_has_the_order_of_the_administrator()
    {
        var bram = new Administrator(host, "bram");
        await _anna.Do($"/admin/statuses/{UsualStatuses.FromHome}/up");
        await _anna.Do($"/admin/statuses/{UsualStatuses.FromHome}/up");
        Assert.Equal(
            [UsualStatuses.Available, UsualStatuses.FromHome, UsualStatuses.InMeeting],
            (await Statuses()).All.Take(3).Select(status => status.Id)
        );
        var shown = (await bram.Open("/presence")).Document.QuerySelectorAll("#pop-status .opt[role=radio]").Select(option => option.Id);
        Assert.Equal($"status-{UsualStatuses.FromHome}", shown.ElementAt(1));

        await _anna.Do($"/admin/statuses/{UsualStatuses.FromHome}/standard");
        await _anna.Do($"/admin/statuses/{UsualStatuses.FromHome}/remove"); // a page that is old may ask it
        Assert.Equal(UsualStatuses.FromHome, (await Statuses()).StandardId);
        Assert.Equal(RungDevices.Softphone | RungDevices.Mobile, (await FlowOf("202"))!.Fixed.Rings); // who chose nothing is in it
        Assert.Contains(
            "Thuiswerken",
            (await bram.Open("/presence")).Document.QuerySelector("#status-button")!.GetAttribute("aria-label"),
            StringComparison.Ordinal
        );
        Assert.Null((await _anna.Open($"/admin/statuses/{UsualStatuses.FromHome}")).Document.QuerySelector("[data-opens=remove-status]"));

        await _anna.Do($"/admin/statuses/{UsualStatuses.Available}/standard");
        await _anna.Do($"/admin/statuses/{UsualStatuses.FromHome}/down");
        await _anna.Do($"/admin/statuses/{UsualStatuses.FromHome}/down");
        Assert.Null(await FlowOf("202"));
    }

    [Theory]
    [InlineData("Input.Dutch", " ", "Vul een naam in")]
    [InlineData("Input.Dutch", "LUNCH", "al een status met deze naam")]
    [InlineData("Input.English", "available", "al een status met deze naam")]
    [InlineData("Input.English", "12345678901234567890123456789012345678901", "Hoogstens 40 tekens")]
    [InlineData("Input.Disc", "purple", "Kies een van de mogelijkheden")]
    [InlineData("Input.Fixed.Seconds", "4", "van 5 tot 120")]
    [InlineData("Input.Mobile.Seconds", "121", "van 5 tot 120")]
    [InlineData("Input.Fixed.Rings", "These", "Kies minstens één toestel")]
    [InlineData("Input.Queue.Rings", "These", "Kies minstens één toestel")]
    [InlineData("Input.Fixed.Then", "Number", "Vul een nummer in")]
    [InlineData("Input.Mobile.Then", "Colleague", "Kies een collega")]
    [Spec("A6-01")]
    public async Task What_cannot_be_is_refused_beside_its_field(string field, string value, string why)
    {
        var before = (await Statuses()).All.Count;

        var answer = await _anna.Post("/admin/statuses/new", Fields((field, value)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(answer.Document.QuerySelectorAll(".err"), refusal => refusal.TextContent.Contains(why, StringComparison.Ordinal));
        Assert.Equal(before, (await Statuses()).All.Count);
    }

    [Fact]
    [Spec("A6-03")]
    public async Task A_preview_says_what_happens_to_each_kind_of_call_as_the_form_is_filled_in()
    {
        var page = await _anna.Open($"/admin/statuses/{UsualStatuses.NotAvailable}");
        Assert.Contains(
            "Er gaat niets over. De oproep gaat meteen naar de voicemail van de persoon.",
            page.Text("#preview [data-kind=fixed]"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "De toestellen die de persoon koos gaan 45 seconden over. Neemt niemand op, dan hoort de beller dat er niet wordt opgenomen.",
            page.Text("#preview [data-kind=mobile]"),
            StringComparison.Ordinal
        );
        Assert.Contains("die zijn gepauzeerd", page.Text("#preview [data-kind=queue]"), StringComparison.Ordinal);
        Assert.Equal("/admin/statuses/preview", page.Document.QuerySelector("#preview")!.GetAttribute("hx-get"));

        var other = await Preview(
            ("Input.Fixed.Rings", "These"),
            ("Input.Fixed.Devices", "Softphone"),
            ("Input.Fixed.Devices", "Mobile"),
            ("Input.Fixed.InTurn", "true"),
            ("Input.Fixed.Seconds", "20"),
            ("Input.Fixed.Then", "Number"),
            ("Input.Fixed.Number", "020 555 0142"),
            ("Input.Mobile.Rings", "Nothing"),
            ("Input.Mobile.Then", "Colleague"),
            ("Input.Mobile.Colleague", Administrator.PersonId("206")),
            ("Input.Queue.Rings", "These"),
            ("Input.Queue.Devices", "DeskPhones")
        );
        Assert.Contains("Het gaat over op de vaste toestellen", other.Text("[data-kind=queue]"), StringComparison.Ordinal);
        Assert.Contains(
            "De softphone en de mobiele telefoon gaan na elkaar over, elk 20 seconden. Neemt niemand op, dan gaat de oproep naar +31 20 555 0142.",
            other.Text("[data-kind=fixed]"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Er gaat niets over. De oproep gaat meteen naar Noor van den Berg.",
            other.Text("[data-kind=mobile]"),
            StringComparison.Ordinal
        );

        Assert.Contains("Vul het formulier goed in", (await Preview(("Input.Fixed.Seconds", "x"))).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M4.4-03")]
    public async Task Who_is_no_administrator_neither_reads_nor_changes_them()
    {
        var bram = new Administrator(host, "bram");
        foreach (var address in new[] { "", "/new", $"/{UsualStatuses.Lunch}", "/preview" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open($"/admin/statuses{address}")).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post($"/admin/statuses/{UsualStatuses.Lunch}/remove")).Status);
        Assert.NotNull((await Statuses()).Find(UsualStatuses.Lunch));
    }

    [Fact]
    [Spec("A6-01")]
    public async Task There_are_twenty_at_most()
    {
        var added = new List<Guid>();
        while ((await Statuses()).All.Count < CompanyStatuses.Most)
        {
            var name = $"Nummer {added.Count}";
            await _anna.Do("/admin/statuses/new", Fields(("Input.Dutch", name), ("Input.English", name)));
            added.Add((await Statuses()).All.Single(status => status.Dutch == name).Id);
        }

        var refused = await _anna.Post("/admin/statuses/new", Fields(("Input.Dutch", "Te veel"), ("Input.English", "Too many")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("20", refused.Text("#Input_Dutch-e"), StringComparison.Ordinal);
        foreach (var one in added)
        {
            await _anna.Do($"/admin/statuses/{one}/remove");
        }
    }

    Task<Answer> Preview(params (string Name, string Value)[] fields) =>
        _anna.Open(
            "/admin/statuses/preview?"
                + string.Join('&', Fields(fields).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"))
        );

    internal static (string Name, string Value)[] Fields(params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] usual =
        [
            ("Input.Dutch", "Anders"),
            ("Input.English", "Other"),
            ("Input.Disc", "ok"),
            ("Input.Fixed.Rings", "Chosen"),
            ("Input.Fixed.Seconds", "45"),
            ("Input.Fixed.Then", "Nobody"),
            ("Input.Mobile.Rings", "Chosen"),
            ("Input.Mobile.Seconds", "45"),
            ("Input.Mobile.Then", "Nobody"),
        ];
        return [.. usual.Where(field => fields.All(own => own.Name != field.Name)), .. fields];
    }

    async Task<CompanyStatuses> Statuses() =>
        (await host.Services.GetRequiredService<PresenceInMemory>().Of(Company, TestContext.Current.CancellationToken)).Statuses;

    async Task<CallFlow?> FlowOf(string extension) =>
        (await host.Services.GetRequiredService<ICallFlows>().Of(Company, TestContext.Current.CancellationToken)).GetValueOrDefault(
            new UserId(Guid.Parse(Administrator.PersonId(extension)))
        );
}
