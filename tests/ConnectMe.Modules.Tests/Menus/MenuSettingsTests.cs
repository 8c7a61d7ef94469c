using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Media.Audio;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Menus;

/// <summary>Menus and time conditions, as an administrator says on their page.</summary>
public sealed class MenuSettingsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Administrator _anna = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A3-01", "A11-03")]
    public async Task A_menu_is_added_changed_and_removed_and_a_number_leads_to_it()
    {
        await _anna.Do(
            "/admin/menus/new",
            Menu("Verkoop", "561", (Key(0), Administrator.PersonId("202")), (Key(1), "number"), (Key(1, "Number"), "250"))
        );
        var menu = (await All()).Menus.Single(one => one.Name == "Verkoop");
        Assert.Equal(
            [
                new MenuKey('1', new CallTarget(CallTargetKind.Colleague, PersonId: new Guid(Administrator.PersonId("202")))),
                new MenuKey('2', new CallTarget(CallTargetKind.Number, "250")),
            ],
            menu.Keys
        );
        Assert.Equal((5, 2, false, null), (menu.Seconds, menu.Repeats, menu.TakesExtensions, menu.WhenClosed));
        await _anna.Do(
            "/admin/numbers/new",
            ("Number", "020 555 0171"),
            ("Input.Kind", "Group"),
            ("Input.GoesTo", $"menu/{menu.Id}"),
            ("Input.ShownTo", "Nobody")
        );
        Assert.Equal(new NumberDestination("menu", menu.Id), (await _anna.Configuration()).NumberOf("+31205550171")!.Destination);
        Assert.Contains("Keuzemenu · Verkoop (561)", (await _anna.Open("/admin/numbers")).Text("#numbers"), StringComparison.Ordinal);

        await _anna.Do(
            $"/admin/menus/{menu.Id}",
            Menu(
                "Verkoop en meer",
                "562",
                (Key(9), $"menu/{menu.Id}"),
                (Key(11), "end"),
                ("Input.Seconds", "8"),
                ("Input.Repeats", "0"),
                ("Input.TakesExtensions", "true"),
                ("Input.WhenClosed.To", "number"),
                ("Input.WhenClosed.Number", "030 123 4567"),
                ("Input.ChargedTo", Administrator.PersonId("201"))
            )
        );
        var changed = (await All()).FindMenu(menu.Id)!;
        Assert.Equal([new MenuKey('0', CompanyMenus.Target(menu.Id)), new MenuKey('#', CallTarget.Nobody)], changed.Keys);
        Assert.Equal((8, 0, true, "562"), (changed.Seconds, changed.Repeats, changed.TakesExtensions, changed.Extension));
        Assert.Equal((CallTargetKind.Number, new Guid(Administrator.PersonId("201"))), (changed.WhenClosed!.Kind, changed.ChargedTo));
        var form = (await _anna.Open($"/admin/menus/{menu.Id}")).Document;
        Assert.Equal("Ophangen", form.QuerySelector("#Input_Keys_11__To [selected]")!.TextContent);
        Assert.Equal("030 123 4567", form.QuerySelector("#Input_WhenClosed_Number")!.GetAttribute("value"));
        Assert.Contains(
            "0: Keuzemenu · Verkoop en meer (562)",
            (await _anna.Open("/admin/menus")).Text($"#menu-{menu.Id}"),
            StringComparison.Ordinal
        );

        await _anna.Do($"/admin/menus/{menu.Id}/remove");
        Assert.Null((await All()).FindMenu(menu.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"/admin/menus/{menu.Id}")).Status);
        Assert.Contains("Keuzemenu verwijderd", (await _anna.Open("/admin/audit")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A3-01", "A11-03", "B5")]
    public async Task A_time_condition_has_four_ways_and_a_night_switch()
    {
        await _anna.Do(
            "/admin/menus/times/new",
            Condition(
                "Winkeltijden",
                "563",
                ("Input.OnHolidays.To", "end"),
                ("Input.AtNight.To", $"voicemail/{Administrator.PersonId("203")}"),
                ("Input.NightCode", "*563")
            )
        );
        var condition = (await All()).Conditions.Single(one => one.Name == "Winkeltijden");
        Assert.Equal((CallTargetKind.Colleague, "*563"), (condition.WhenOpen.Kind, condition.NightCode));
        Assert.Equal(CallTarget.Nobody, condition.OnHolidays);
        Assert.Equal(
            ("voicemail", new Guid(Administrator.PersonId("203"))),
            (condition.AtNight!.Application, condition.AtNight.DestinationId)
        );

        await _anna.Do($"/admin/menus/times/{condition.Id}/night?on=true");
        Assert.True((await All()).FindCondition(condition.Id)!.IsNight);
        var row = (await _anna.Open("/admin/menus")).Document.QuerySelector($"#condition-{condition.Id}")!;
        Assert.Contains("Nachtstand", row.QuerySelector(".tag")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Voicemail · Sanne Bakker", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", row.QuerySelector("[aria-pressed]")!.GetAttribute("aria-pressed"));
        await _anna.Do($"/admin/menus/times/{condition.Id}", Condition("Winkeltijden", "563", ("Input.NightCode", "*563")));
        Assert.True((await All()).FindCondition(condition.Id) is { IsNight: true, AtNight: null, OnHolidays: null });

        // By phone: who dials the code turns it the other way, and another company's code does nothing here.
        var night = host.Services.GetRequiredService<NightSwitches>();
        Assert.False(await night.Turn(Garage.Id, "*563", Ct));
        Assert.False((await All()).FindCondition(condition.Id)!.IsNight);
        Assert.Null(await night.Turn(Garage.Id, "*999", Ct));
        await _anna.Do($"/admin/menus/times/{condition.Id}/remove");
        Assert.Null((await All()).FindCondition(condition.Id));
        Assert.Contains("Nachtstand omgezet", (await _anna.Open("/admin/audit")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A11-03")]
    public async Task What_is_wrong_is_said_beside_its_field()
    {
        await _anna.Do("/admin/menus/new", Menu("Eerste", "564"));
        var first = (await All()).Menus.Single(one => one.Name == "Eerste");
        await Refused("/admin/menus/new", [], "Geef het een naam");
        await Refused("/admin/menus/new", [("Input.Keys[0]", "x"), ("Input.Keys[900].To", "end")], "Geef het een naam");
        await Refused("/admin/menus/times/new", [], "Geef het een naam");
        await Refused("/admin/menus/new", Menu("Eerste", "565"), "met deze naam");
        await Refused("/admin/menus/new", Menu("", "565"), "Geef het een naam");
        await Refused("/admin/menus/new", Menu(new string('x', 41), "565"), "hooguit 40 tekens");
        await Refused("/admin/menus/new", Menu("Tweede", "564"), "Dit nummer is van Eerste.");
        await Refused("/admin/menus/new", Menu("Tweede", "202"), "Dit nummer is van Bram Hofstra.");
        await Refused("/admin/menus/new", Menu("Tweede", "250"), "Dit nummer is van Receptie.");
        await Refused("/admin/menus/new", Menu("Tweede", "1233"), "andere betekenis");
        await Refused("/admin/menus/new", Menu("Tweede", "112"), "andere betekenis");
        await Refused("/admin/menus/new", Menu("Tweede", "0565"), "begint niet met een 0");
        await Refused("/admin/menus/new", Menu("Tweede", "565", ("Input.Seconds", "1")), "van 2 tot en met 30");
        await Refused("/admin/menus/new", Menu("Tweede", "565", ("Input.Repeats", "99")), "van 0 tot en met 5");
        await Refused("/admin/menus/new", Menu("Tweede", "565", ("Input.Otherwise.To", "")), "Kies een van de mogelijkheden");
        await Refused("/admin/menus/new", Menu("Tweede", "565", ("Input.ChargedTo", $"{OtherCompany.Olga}")), "Kies een collega");
        foreach (
            var unknown in new[]
            {
                $"{OtherCompany.Olga}",
                $"menu/{Guid.NewGuid()}",
                $"voicemail/{OtherCompany.Olga}",
                "x",
                new string('9', 9000),
            }
        )
        {
            await Refused("/admin/menus/new", Menu("Tweede", "565", (Key(4), unknown)), "Kies een van de mogelijkheden");
        }

        await Refused("/admin/menus/new", Menu("Tweede", "565", (Key(4), "number")), "Typ een nummer");
        await Refused("/admin/menus/new", Number("112"), "kan niet worden doorgeschakeld");
        await Refused("/admin/menus/new", Number("299"), "geen toestelnummer");
        await Refused("/admin/menus/new", Number("030 123 4567"), "bij wie gesprekken naar buiten tellen");
        await Refused("/admin/menus/new", Number(new string('0', 41)), "hooguit 40 tekens");
        await Refused($"/admin/menus/{first.Id}", Menu("Eerste", "564", ("Input.Otherwise.To", $"menu/{first.Id}")), "in een kring");
        await Refused("/admin/menus/times/new", Condition("Tijd", "565", ("Input.WhenClosed.To", "")), "Kies een van de mogelijkheden");
        await Refused("/admin/menus/times/new", Condition("Tijd", "565", ("Input.NightCode", "*1")), "Een code heeft");
        foreach (var used in new[] { "*43", "*8201", "1233" })
        {
            await Refused("/admin/menus/times/new", Condition("Tijd", "565", ("Input.NightCode", used)), "andere betekenis");
        }

        await Refused("/admin/menus/times/new", Condition("Tijd", "565", ("Input.NightCode", "565")), "Dit nummer is van Tijd.");
        await Refused("/admin/menus/times/new", Condition("Tijd", "565", ("Input.NightCode", "564")), "Dit nummer is van Eerste.");

        // Its extension is nobody else's, and a queue may lead on to it.
        var queue = await _anna.Post("/admin/queues/new", Queues.QueueSettingsTests.Fields("Zaal", "564"));
        Assert.Contains("Dit nummer is van Eerste.", queue.Body, StringComparison.Ordinal);
        await _anna.Do(
            "/admin/queues/new",
            Queues.QueueSettingsTests.Fields("Zaal", "566", ("Input.Overflow.Then", "Number"), ("Input.Overflow.Number", "564"))
        );

        static (string, string)[] Number(string number) => Menu("Tweede", "565", (Key(4), "number"), (Key(4, "Number"), number));
    }

    [Fact]
    [Spec("A8-01", "A11-03")]
    public async Task A_menu_says_a_prompt_of_the_company_or_what_it_said_before_there_were_any()
    {
        var prompt = await SoundsTests.Add(_anna, "Welkom bij ons", SoundKind.Announcement);
        var music = await SoundsTests.Add(_anna, "Pianomuziek", SoundKind.Music);
        await Refused("/admin/menus/new", Menu("Gesproken", "567", ("Input.Greeting", $"{music}")), "Kies een van de mogelijkheden");
        await _anna.Do("/admin/menus/new", Menu("Gesproken", "567", ("Input.Greeting", $"{prompt}")));
        var menu = (await All()).Menus.Single(one => one.Name == "Gesproken");
        Assert.Equal(prompt, menu.GreetingId);
        Assert.Contains("Gesproken", (await _anna.Open("/admin/sounds")).Text($"#sound-{prompt}"), StringComparison.Ordinal);

        // As an earlier version kept it.
        var earlier = new MenuGreeting(Guid.NewGuid(), menu.Id, WavWriter.Write(new short[8000 * 2], 8000), 2);
        await using (var session = host.Services.GetRequiredService<IDocumentStore>().SessionFor(Garage.Id))
        {
            session.Store(earlier);
            await session.Decide(Garage.Id, menus => menus.Put(menu with { GreetingId = earlier.Id }), Ct);
        }

        Assert.Equal(2, (await Heard(earlier.Id))!.Length.TotalSeconds, 0.01);
        var form = (await _anna.Open($"/admin/menus/{menu.Id}")).Document;
        Assert.Equal("De begroeting die dit menu al had", form.QuerySelector("#Input_Greeting [selected]")!.TextContent);
        await _anna.Do($"/admin/menus/{menu.Id}", Menu("Gesproken", "567", ("Input.Greeting", $"{earlier.Id}"), ("Input.Seconds", "9")));
        Assert.Equal((earlier.Id, 9), ((await All()).FindMenu(menu.Id)!.GreetingId, (await All()).FindMenu(menu.Id)!.Seconds));
        await _anna.Do($"/admin/menus/{menu.Id}", Menu("Gesproken", "567"));
        Assert.Null((await All()).FindMenu(menu.Id)!.GreetingId);
        await Refused($"/admin/menus/{menu.Id}", Menu("Gesproken", "567", ("Input.Greeting", $"{earlier.Id}")), "Kies een van");
        await using var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Garage.Id);
        Assert.Null(await query.LoadAsync<MenuGreeting>(earlier.Id, Ct));

        Task<Sound?> Heard(Guid id) => host.Services.GetRequiredService<GreetingSounds>().Read(Garage.Id, id, Ct);
    }

    [Fact]
    public async Task Only_administrators_come_here()
    {
        var bram = new Administrator(host, "bram");
        foreach (var page in new[] { "/admin/menus", "/admin/menus/new", "/admin/menus/times/new" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open(page)).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post($"/admin/menus/times/{Guid.NewGuid()}/night?on=true")).Status);
    }

    async Task Refused(string address, (string, string)[] fields, string why)
    {
        var answer = await _anna.Post(address, fields);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.True(
            answer.Document.QuerySelectorAll(".err").Any(err => err.TextContent.Contains(why, StringComparison.Ordinal)),
            $"{why}: {string.Join(" | ", answer.Document.QuerySelectorAll(".err").Select(err => err.TextContent))}"
        );
    }

    async Task<CompanyMenus> All() => await host.Services.GetRequiredService<MenusInMemory>().Of(Garage.Id, Ct);

    static string Key(int place, string field = "To") => $"Input.Keys[{place}].{field}";

    /// <summary>As the form is filled in; more fields take the place of the usual.</summary>
    static (string, string)[] Menu(string name, string extension, params (string Name, string Value)[] more) =>
        With(
            more,
            [
                ("Input.Name", name),
                ("Input.Extension", extension),
                ("Input.Seconds", "5"),
                ("Input.Repeats", "2"),
                ("Input.Otherwise.To", "end"),
                .. Enumerable.Range(0, 12).SelectMany(place => new[] { (Key(place), ""), (Key(place, "Number"), "") }),
            ]
        );

    static (string, string)[] Condition(string name, string extension, params (string Name, string Value)[] more) =>
        With(
            more,
            [
                ("Input.Name", name),
                ("Input.Extension", extension),
                ("Input.WhenOpen.To", Administrator.PersonId("202")),
                ("Input.WhenClosed.To", "end"),
            ]
        );

    static (string, string)[] With((string Name, string Value)[] more, (string Name, string Value)[] usual) =>
        [.. usual.Where(field => more.All(m => m.Name != field.Name)), .. more];
}
