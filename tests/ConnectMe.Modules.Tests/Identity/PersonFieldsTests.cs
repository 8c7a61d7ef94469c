using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>What an administrator notes of a person, and where colleagues see it.</summary>
public sealed class PersonFieldsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Garage _company = new(host);

    Administrator Anna => _company.Anna;

    [Fact]
    [Spec("A2-02")]
    public async Task All_that_is_filled_in_is_kept_listed_and_known_to_other_modules()
    {
        var id = await _company.Add(
            "velden",
            "360",
            ("Input.Department", "Carrosserie"),
            ("Input.Mobile", "06 1234 5701"),
            ("Input.IsAgent", "true"),
            ("Input.IsSupervisor", "true"),
            ("Input.Language", "en")
        );

        var person = (await _company.People()).Single(one => one.Id.Value == id);
        Assert.True(person is { Department: "Carrosserie", Mobile: "+31612345701", IsAgent: true, IsSupervisor: true, Language: "en" });
        Assert.False(person.MaySupervise); // a role for queues; who listens in on calls are administrators
        var form = (await Anna.Open($"/admin/people/{id}")).Document;
        Assert.Equal("+31 6 12345701", form.QuerySelector("#Input_Mobile")!.GetAttribute("value"));
        Assert.Equal("Carrosserie", form.QuerySelector("#Input_Department")!.GetAttribute("value"));
        Assert.Equal("en", form.QuerySelector("#Input_Language [selected]")!.GetAttribute("value"));
        Assert.NotNull(form.QuerySelector("#Input_IsAgent[checked]"));
        Assert.Contains("Beheer, Wachtrijen", form.QuerySelector("#Input_IsAgent-h")!.TextContent, StringComparison.Ordinal);
        var row = (await Anna.Open("/admin/people")).Text($"#person-{id}");
        foreach (var shown in new[] { "Carrosserie", "+31 6 12345701", "Agent", "Supervisor", "Standaard" })
        {
            Assert.Contains(shown, row, StringComparison.Ordinal);
        }

        Assert.NotNull((await Anna.Open("/admin/people?show=Agents")).Document.QuerySelector($"#person-{id}"));
        Assert.Null((await Anna.Open("/admin/people?show=Administrators")).Document.QuerySelector($"#person-{id}"));
        Assert.Null((await Anna.Open("/admin/people?show=Inactive")).Document.QuerySelector($"#person-{id}"));

        await Anna.Do($"/admin/people/{id}", Garage.Fields("velden", "360")); // all of it can be taken away again
        person = (await _company.People()).Single(one => one.Id.Value == id);
        Assert.True(person is { Department: "", Mobile: null, IsAgent: false, IsSupervisor: false, Language: null });
    }

    [Fact]
    [Spec("A2-02")]
    public async Task The_companys_numbers_that_ring_at_somebody_are_shown_and_lead_to_their_page()
    {
        var bram = Administrator.PersonId("202");
        var number = (await Anna.Configuration()).NumberOf("+31205550102")!;

        var link = (await Anna.Open($"/admin/people/{bram}")).Document.QuerySelector("#fixed-numbers a")!;
        Assert.Equal("+31 20 555 0102", link.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await Anna.Open(link.GetAttribute("href")!)).Status);
        Assert.Contains(number.Id.ToString(), link.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("+31 20 555 0102", (await Anna.Open("/admin/people")).Text($"#person-{bram}"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A2-02")]
    public async Task Who_has_a_language_of_their_own_reads_it_and_others_the_companys()
    {
        await _company.AddWithPassword("engels", "361", ("Input.Language", "en"));
        await _company.AddWithPassword("bedrijf", "362");

        Assert.Equal("en", await LanguageOf("engels"));
        Assert.Equal("nl", await LanguageOf("bedrijf"));

        async Task<string?> LanguageOf(string name) =>
            (await new Administrator(host, name, Garage.Password).Open("/calls")).Document.DocumentElement.GetAttribute("lang");
    }

    [Theory]
    [InlineData("Input.Mobile", "geen nummer", "geen telefoonnummer")]
    [InlineData("Input.Mobile", "12", "geen telefoonnummer")]
    [InlineData("Input.Language", "fr", "Kies een")]
    [InlineData("Input.Department", "\u0007bel", "korter")]
    [Spec("A2-02")]
    public async Task What_cannot_be_is_refused_beside_its_field(string field, string value, string refusal)
    {
        var answer = await Anna.Post("/admin/people/new", Garage.Fields("geweigerd", "399", (field, value)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text($"#{field.Replace('.', '_')}-e"), StringComparison.Ordinal);
        Assert.Null(await _company.User("geweigerd"));
    }

    [Theory]
    [InlineData("spuiterij")] // department
    [InlineData("0612345702")]
    [InlineData("+31 6 1234 5702")]
    [InlineData("zoek spuit")] // name and department
    [Spec("M4.1-03")]
    public async Task A_colleague_is_found_by_department_and_mobile_number(string typed)
    {
        var id = (await _company.User("zoekmij"))?.Id ?? await AddSought();

        Assert.Contains("Nieuwe zoekmij", (await Anna.Open($"/search?q={Uri.EscapeDataString(typed)}")).Body, StringComparison.Ordinal);
        Assert.Contains(
            "Nieuwe zoekmij",
            (await Anna.Open($"/contacts?handler=list&q={Uri.EscapeDataString(typed)}")).Body,
            StringComparison.Ordinal
        );
        var card = await Anna.Open($"/contacts/{id}");
        Assert.Contains("Spuiterij", card.Text(".dl"), StringComparison.Ordinal);
        Assert.Contains("+31 6 12345702", card.Text(".side"), StringComparison.Ordinal);

        Task<Guid> AddSought() => _company.Add("zoekmij", "363", ("Input.Department", "Spuiterij"), ("Input.Mobile", "0612345702"));
    }

    [Fact]
    [Spec("M4.1-03")]
    public async Task Enter_calls_the_mobile_that_was_typed_and_else_the_extension()
    {
        await _company.Add("tikmij", "364", ("Input.Mobile", "0612345703"));

        Assert.Contains("+31612345703", await Called("0612345703"), StringComparison.Ordinal);
        Assert.Contains("364", await Called("tikmij"), StringComparison.Ordinal);

        async Task<string> Called(string typed) =>
            (await Anna.Open($"/search?q={typed}")).Document.QuerySelector("#find-list [role=option]")!.GetAttribute("hx-vals")!;
    }
}
