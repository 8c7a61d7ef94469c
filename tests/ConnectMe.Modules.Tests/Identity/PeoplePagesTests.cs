using System.Net;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Lines;
using ConnectMe.Telephony.Signalling;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class PeoplePagesTests : IClassFixture<ConnectMeHost>, IAsyncDisposable
{
    readonly ConnectMeHost _host;
    readonly Garage _company;
    readonly PhonesAndProviders _peers;

    public PeoplePagesTests(ConnectMeHost host)
    {
        (_host, _company) = (host, new Garage(host));
        _peers = new PhonesAndProviders(host, Anna);
    }

    Administrator Anna => _company.Anna;

    public ValueTask DisposeAsync() => _peers.DisposeAsync();

    [Fact]
    [Spec("A2-01")]
    public async Task Who_is_added_is_listed_and_can_be_called_and_changed()
    {
        var id = await _company.Add("lieke", "310", ("Input.Role", "Balie"));

        var row = (await Anna.Open("/admin/people")).Text($"#person-{id}");
        Assert.Contains("Nieuwe lieke", row, StringComparison.Ordinal);
        Assert.Contains("310", row, StringComparison.Ordinal);
        Assert.Contains("Uitgenodigd", row, StringComparison.Ordinal);
        Assert.NotNull((await Anna.Open("/admin/people")).Document.QuerySelector("input[type=search][data-filter='#people']"));
        Assert.Contains(await _company.People(), person => person is { Extension: "310", Role: "Balie" });

        await Anna.Do(
            $"/admin/people/{id}",
            Garage.Fields("lieke.jansen", "311", ("Input.Name", "Lieke Jansen"), ("Input.Email", "lieke@garagehofstra.example"))
        );
        Assert.Contains(await _company.People(), person => person is { Extension: "311", Name: "Lieke Jansen" });
        await _company.Choose(await _company.Link("lieke"), Garage.Password);
        Assert.True(await _company.SignsIn("lieke.jansen"));
        Assert.False(await _company.SignsIn("lieke"));
        Assert.Contains("Actief", (await Anna.Open("/admin/people")).Text($"#person-{id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Name", " ", "Vul een naam in")]
    [InlineData("Input.UserName", "twee woorden", "zonder spaties")]
    [InlineData("Input.UserName", "ANNA", "al in gebruik")]
    [InlineData("Input.UserName", "bram@garagehofstra.example", "al in gebruik")]
    [InlineData("Input.Email", "geen adres", "geen e-mailadres")]
    [InlineData("Input.Email", "Bram@GarageHofstra.example", "al in gebruik")]
    [InlineData("Input.Extension", "201", "van Anna de Vries")]
    [InlineData("Input.Extension", "1", "cijfers")]
    [InlineData("Input.Extension", "0123", "cijfers")]
    [InlineData("Input.Extension", "112", "alarmnummer")]
    [InlineData("Input.Extension", "705", "parkeerplaats")]
    [Spec("A2-01")]
    public async Task What_cannot_be_is_refused(string field, string value, string refusal)
    {
        var answer = await Anna.Post("/admin/people/new", Garage.Fields("geweigerd", "399", (field, value)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text($"#{field.Replace('.', '_')}-e"), StringComparison.Ordinal);
        Assert.Null(await _company.User("geweigerd"));
    }

    [Fact]
    [Spec("A2-01")]
    public async Task Of_two_who_get_one_extension_at_once_the_second_is_refused()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => new Garage(_host).Anna.Post("/admin/people/new", Garage.Fields($"vlug{i}", "320")))
        );

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.NoContent);
        Assert.Equal(3, answers.Count(answer => answer.Status is HttpStatusCode.UnprocessableEntity));
        Assert.Single(await _company.People(), person => person.Extension == "320");
    }

    [Fact]
    [Spec("A2-01", "W3")]
    public async Task Who_is_deactivated_is_signed_out_everywhere_with_line_and_phone()
    {
        var joost = Guid.Parse(Administrator.PersonId("204"));
        var browser = _host.NewBrowser();
        await browser.SignIn("joost");
        var session = (await Sessions.Of(Garage.Id, new UserId(joost), Ct))[0];
        var line = new LineId(Guid.NewGuid());
        Assert.True(Lines.TryClaim(line, Garage.Id, new UserId(joost), session.Id));
        var (device, phone) = await _peers.Phone("Werkplaats", "204", "127.0.0.61");
        Assert.Equal(200, await phone.Register());

        await Anna.Do($"/admin/people/{joost}/deactivate");

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Open("/me", ("HX-Request", "true"))).Status);
        Assert.Null(Lines.OwnerOf(line));
        Assert.False(await _company.SignsIn("joost", "welkom-bij-connectme"));
        Assert.DoesNotContain(await _company.People(), person => person.Extension == "204");
        await Eventually.Is(() => !Directory.State.Devices.ContainsKey(device));
        await Eventually.Is(() => _host.Services.GetRequiredService<DeviceLocations>().Of(device).Bindings.IsEmpty);
        Assert.NotEqual(200, await phone.Register());
        Assert.Contains("Gedeactiveerd", (await Anna.Open("/admin/people")).Text($"#person-{joost}"), StringComparison.Ordinal);

        await Anna.Do($"/admin/people/{joost}/reactivate");

        Assert.True(await _company.SignsIn("joost", "welkom-bij-connectme"));
        await Eventually.Is(() => Directory.State.Devices.ContainsKey(device));
        Assert.Equal(200, await phone.Register());
    }

    [Fact]
    public async Task An_extension_is_free_when_its_owner_left_and_not_theirs_when_another_has_it()
    {
        var left = await _company.Add("ruben", "330");
        await Anna.Do($"/admin/people/{left}/deactivate");
        var follower = await _company.Add("daan", "330");

        var refused = await Anna.Do($"/admin/people/{left}/reactivate");

        Assert.Contains("refused=ExtensionTaken", refused.Headers["HX-Location"], StringComparison.Ordinal);
        Assert.Contains(
            "van een ander",
            (await Anna.Open("/admin/people?refused=ExtensionTaken")).Text("main [role=alert]"),
            StringComparison.Ordinal
        );
        Assert.Equal("daan", (await _company.People()).Single(person => person.Extension == "330").Name.Split(' ')[1]);
        await Anna.Do($"/admin/people/{follower}/deactivate");
        await Anna.Do($"/admin/people/{left}/reactivate");
        Assert.Contains(await _company.People(), person => person.Id.Value == left);
    }

    [Fact]
    [Spec("A2-01")]
    public async Task Nobody_takes_their_own_right_and_of_two_who_take_each_others_one_remains()
    {
        var anna = Guid.Parse(Administrator.PersonId("201"));
        var other = await _company.AddWithPassword("mede", "340", ("Input.IsAdministrator", "true"));
        var mede = new Administrator(_host, "mede", Garage.Password);

        Assert.Contains(
            "refused=Yourself",
            (await Anna.Do($"/admin/people/{anna}/deactivate")).Headers["HX-Location"],
            StringComparison.Ordinal
        );
        var own = await Anna.Post($"/admin/people/{anna}", Garage.Fields("anna", "201", ("Input.IsAdministrator", "false")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, own.Status);
        await mede.Open("/admin/people");
        var both = await Task.WhenAll(Anna.Post($"/admin/people/{other}/deactivate"), mede.Post($"/admin/people/{anna}/deactivate"));

        var remains = Assert.Single(await _company.People(), person => person.IsAdministrator);
        Assert.Contains(both, answer => answer.Status is HttpStatusCode.NoContent);
        var (who, left) = remains.Id.Value == anna ? (new Administrator(_host), other) : (mede, anna);
        await who.Do($"/admin/people/{left}/reactivate"); // for the tests that follow
    }

    [Fact]
    [Spec("W3")]
    public async Task A_right_holds_from_the_next_request_and_goes_with_it()
    {
        var id = await _company.AddWithPassword("tess", "350");
        var tess = new Administrator(_host, "tess", Garage.Password);
        Assert.Equal(HttpStatusCode.Forbidden, (await tess.Open("/admin/people")).Status);

        await Anna.Do($"/admin/people/{id}", Garage.Fields("tess", "350", ("Input.IsAdministrator", "true")));
        Assert.Equal(HttpStatusCode.OK, (await tess.Open("/admin/people")).Status);
        Assert.NotEqual(HttpStatusCode.Forbidden, (await Supervise()).Status);

        await Anna.Do($"/admin/people/{id}", Garage.Fields("tess", "350"));
        Assert.Equal(HttpStatusCode.Forbidden, (await tess.Open("/admin/people")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Supervise()).Status);

        Task<Answer> Supervise() => tess.Post("/supervision", ("Target", "202"), ("Mode", "Listen"));
    }

    [Fact]
    [Spec("W2")]
    public async Task People_are_for_administrators_of_their_company()
    {
        var foreign = Guid.NewGuid();
        await using (var session = _company.Store.SessionFor(new CompanyId(Guid.NewGuid())))
        {
            session.Events.StartStream<User>(foreign, new UserAdded(foreign, "Piet", "piet", "piet@example.org", "201", ""));
            await session.SaveChangesAsync(Ct);
        }

        var bram = new Administrator(_host, "bram");
        foreach (var page in new[] { "/admin/people", "/admin/people/new", $"/admin/people/{foreign}" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open(page)).Status);
        }

        Assert.DoesNotContain("Piet", (await Anna.Open("/admin/people")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Anna.Open($"/admin/people/{foreign}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Anna.Post($"/admin/people/{foreign}", Garage.Fields("piet", "201"))).Status);
        foreach (var action in new[] { "deactivate", "reactivate", "invite", "sessions/end", $"sessions/{foreign}/end" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post($"/admin/people/{foreign}/{action}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Anna.Post($"/admin/people/{foreign}/{action}")).Status);
        }
    }

    BrowserSessions Sessions => _host.Services.GetRequiredService<BrowserSessions>();

    LineRegistry Lines => _host.Services.GetRequiredService<LineRegistry>();

    SipDirectory Directory => _host.Services.GetRequiredService<SipDirectory>();

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
