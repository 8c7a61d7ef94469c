using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Pictures;
using ConnectMe.Identity.Profiles;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Switching;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace ConnectMe.Modules.Tests.Identity.Profiles;

/// <summary>The user's own photo and note, on their page and before colleagues. Each test is about another person.</summary>
public sealed class ProfileTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Garage = new(DemoCompany.Id);
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("M1.1-12", "M14.1-01")]
    public async Task A_photo_is_seen_by_everybody_at_once_under_an_address_of_its_own()
    {
        var (sanne, id) = (new Administrator(host, "sanne"), Administrator.PersonId("203"));
        using var news = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Garage, User("201"));

        var saved = await Send(sanne, Pictures.Of(500, 400));

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Contains("Opgeslagen", saved.Text("#photo-said"), StringComparison.Ordinal);
        var address = saved.Document.QuerySelector(".av img")!.GetAttribute("src")!;
        Assert.Contains($"face-{id}", (await news.Next(TimeSpan.FromSeconds(10), Ct))!);
        Assert.Equal(address, Photo(await sanne.Open("/calls"), "header .me .av"));
        Assert.Equal(address, Photo(await _anna.Open("/contacts"), $"#row-{id} .av"));
        Assert.Equal(address, Photo(await _anna.Open($"/contacts/{id}?handler=card"), ".av--xl"));
        Assert.Equal(address, Photo(await _anna.Open("/search?q=sanne"), $"#found-{id} .av"));
        Assert.Equal(address, Photo(await _anna.Open("/dial/matches?target=203"), "#match-203 .av"));
        Assert.Contains(address, (await _anna.Open($"/people/faces?of={id}")).Body, StringComparison.Ordinal);

        using var served = await (await _anna.Browser()).Http.GetAsync(address, Ct);
        Assert.Equal("image/jpeg", served.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "private, max-age=31536000, immutable",
            string.Join(
                ", ",
                served.Headers.GetValues("Cache-Control").SelectMany(v => v.Split(", ")).OrderByDescending(v => v, StringComparer.Ordinal)
            )
        );
        Assert.Equal("nosniff", Assert.Single(served.Headers.GetValues("X-Content-Type-Options")));
        using var picture = Pictures.Decode(await served.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(PhotoImage.Side, picture.Width);

        var other = await Send(sanne, Pictures.Of(300, 400));
        Assert.NotEqual(address, Photo(other, ".av"));
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open(address)).Status);
        var removed = await sanne.Do("/settings/profile/photo/remove");
        Assert.Null(removed.Document.QuerySelector("img"));
        Assert.Equal("SB", removed.Document.QuerySelector(".av")!.GetAttribute("data-initials"));
        Assert.Null((await _anna.Open("/contacts")).Document.QuerySelector($"#row-{id} img"));
    }

    [Fact]
    public async Task A_photo_of_another_company_is_not_found()
    {
        var (company, stranger) = (Guid.NewGuid(), Guid.NewGuid());
        await using (var session = host.Services.GetRequiredService<IDocumentStore>().LightweightSession(company.ToString("n")))
        {
            session.Store(new ProfilePhoto(stranger, "abc", Pictures.Of(64, 64)), new ProfilePhoto(Guid.NewGuid(), "def", [1]));
            session.Store(new PersonalNote(stranger, "Geheim"));
            await session.SaveChangesAsync(Ct);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"/people/{stranger}/photo/abc")).Status);
        Assert.Equal("[]", (await _anna.Open($"/people/faces?of={stranger}")).Body);
        Assert.Equal(HttpStatusCode.Redirect, (await host.NewBrowser().Open($"/people/{stranger}/photo/abc")).Status);
    }

    [Fact]
    [Spec("A2-02")]
    public async Task An_administrator_sets_and_removes_the_photo_of_somebody_and_it_stands_in_the_audit_log()
    {
        var id = await new Garage(host).Add("fien", "841");
        var address = $"/admin/people/{id}/photo";
        using var news = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Garage, User("201"));
        Assert.Equal(address, (await _anna.Open($"/admin/people/{id}")).Document.QuerySelector("#photo-form")!.GetAttribute("hx-post"));

        var saved = await Send(_anna, Pictures.Of(300, 300), address);

        Assert.Contains("Opgeslagen", saved.Text("#photo-said"), StringComparison.Ordinal);
        var photo = Photo(saved, ".av");
        Assert.StartsWith($"/people/{id}/photo/", photo, StringComparison.Ordinal);
        Assert.Contains($"face-{id}", (await news.Next(TimeSpan.FromSeconds(10), Ct))!);
        Assert.Equal(photo, Photo(await new Administrator(host, "bram").Open("/contacts"), $"#row-{id} .av"));
        var refused = await Send(_anna, File("text"), address);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("geen foto die wij kunnen lezen", refused.Text("#photo-e"), StringComparison.Ordinal);
        Assert.Equal(photo, Photo(refused, ".av"));

        var removed = await _anna.Do($"{address}/remove");

        Assert.Null(removed.Document.QuerySelector("img"));
        Assert.Null(removed.Document.QuerySelector("#remove-photo"));
        await Eventually.Is(async () =>
            (await _anna.Open("/admin/audit?words=fien")).Document.Body!.TextContent is { } log
            && log.Contains("Foto gewijzigd", StringComparison.Ordinal)
            && log.Contains("Foto verwijderd", StringComparison.Ordinal)
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(new Administrator(host, "bram"), Pictures.Of(9, 9), address)).Status);
        var nobody = $"/admin/people/{Guid.NewGuid()}/photo";
        Assert.Equal(HttpStatusCode.NotFound, (await Send(_anna, Pictures.Of(9, 9), nobody)).Status);
    }

    public static TheoryData<string, string> Hostile =>
        new()
        {
            { "nothing", "Kies eerst een foto" },
            { "text", "geen foto die wij kunnen lezen" },
            { "svg", "geen foto die wij kunnen lezen" },
            { "gif", "geen foto die wij kunnen lezen" },
            { "half", "beschadigd" },
            { "many pixels", "meer dan 16 megapixel" },
            { "many bytes", "groter dan 2 MB" },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    [Spec("M14.1-01")]
    public async Task What_is_no_photo_is_refused_in_words_and_changes_nothing(string kind, string words)
    {
        var joost = new Administrator(host, "joost");

        var refused = await Send(joost, File(kind));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.Text("#photo-e"), StringComparison.Ordinal);
        Assert.Null((await joost.Open("/settings/profile")).Document.QuerySelector("#the-photo img"));
    }

    [Fact]
    [Spec("M1.1-14", "M4.6-02", "M14.1-02")]
    public async Task A_note_stands_with_its_writer_wherever_colleagues_see_them()
    {
        var (fatima, id) = (new Administrator(host, "fatima"), Administrator.PersonId("205"));
        const string Note = "Tot 12:30 aan de balie";
        using var news = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Garage, User("201"));

        var saved = await fatima.Do("/note", ("note", $"  {Note}\r\n"));

        Assert.Contains("Opgeslagen", saved.Body, StringComparison.Ordinal);
        Assert.Contains($"face-{id}", (await news.Next(TimeSpan.FromSeconds(10), Ct))!);
        var own = await fatima.Open("/settings/profile");
        Assert.Equal(Note, own.Text("#note"));
        Assert.Equal(Note, own.Document.QuerySelector("#me-note")!.GetAttribute("value"));
        await _anna.Do($"/contacts/{id}/favourite", ("on", "true"));
        var contacts = await _anna.Open("/contacts");
        Assert.Equal(Note, contacts.Text($"#row-{id} [data-note-of]"));
        Assert.Equal(Note, contacts.Text($"#favourites-{id} [data-note-of]"));
        Assert.Equal(Note, (await _anna.Open($"/contacts/{id}?handler=card")).Text(".tag[data-note-of]"));
        Assert.Equal(Note, (await _anna.Open("/search?q=fatima")).Text($"#found-{id} [data-note-of]"));
        Assert.Contains(Note, (await _anna.Open($"/people/faces?of={id}")).Body, StringComparison.Ordinal);

        var refused = await fatima.Post("/note", ("note", new string('x', 141)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("hoogstens 140 tekens", refused.Body, StringComparison.Ordinal);
        Assert.Equal(Note, (await fatima.Open("/settings/profile")).Text("#note"));

        await fatima.Do("/note", ("note", "")); // gone: the position is back in its place
        Assert.Equal("Administratie", (await _anna.Open("/contacts")).Text($"#favourites-{id} [data-note-of]"));
    }

    [Fact]
    [Spec("M4.6-02", "M14.1-02", "A2-03")]
    public async Task Notes_are_shared_among_those_who_have_the_right_to_it_alone()
    {
        var (joost, sanne) = (new Administrator(host, "joost"), new Administrator(host, "sanne"));
        await Templates.Give(_anna, Administrator.PersonId("204"), ("Input.UnifiedCommunications", "false"));
        await joost.Do("/note", ("note", "Alleen voor mezelf"));
        await sanne.Do("/note", ("note", "Op de brug"));

        Assert.Contains("Alleen voor mezelf", (await joost.Open("/contacts")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Op de brug", (await joost.Open("/contacts")).Body, StringComparison.Ordinal);
        var seen = (await sanne.Open("/contacts")).Body;
        Assert.DoesNotContain("Alleen voor mezelf", seen, StringComparison.Ordinal);
        Assert.Contains("Op de brug", seen, StringComparison.Ordinal);

        await Templates.Give(_anna, Administrator.PersonId("204"));
        Assert.Contains("Alleen voor mezelf", (await sanne.Open("/contacts")).Body, StringComparison.Ordinal);
        await joost.Do("/note", ("note", ""));
        await sanne.Do("/note", ("note", ""));
    }

    [Fact]
    [Spec("M4.6-02")]
    public async Task A_note_stands_with_a_colleague_who_calls()
    {
        var noor = new Administrator(host, "noor");
        await noor.Do("/note", ("note", "In het magazijn"));
        var switchboard = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Garage.ToString());
        var line = new LineId(Guid.NewGuid());
        await switchboard.Post(new SwitchboardInput.LineUp(line, User("206")));
        await switchboard.Post(new SwitchboardInput.LineUp(new LineId(Guid.NewGuid()), User("202")));

        await noor.Do("/calls/dial", ("target", "202"), ("line", line.Value.ToString()));

        var widget = await new Administrator(host, "bram").Open("/call-widget");
        Assert.Equal("incoming", widget.Document.QuerySelector("[data-call]")!.GetAttribute("data-state"));
        Assert.Equal("In het magazijn", widget.Text($"[data-note-of='{Administrator.PersonId("206")}']"));
    }

    [Fact]
    [Spec("M1.1-11", "M4.6-01", "M14.1-04", "M10-05")]
    public async Task The_popover_and_the_page_tell_who_one_is_and_under_which_numbers()
    {
        var bram = new Administrator(host, "bram");
        await bram.Do("/settings/devices/mobile", ("Number", "06 5550 0142"));

        var page = await bram.Open("/settings/profile");

        var (popover, own) = (page.Text("#pop-me"), page.Text("#personal"));
        foreach (
            var fact in new[] { "Eigenaar", "Garage Hofstra", "bram@garagehofstra.example", "202", "+31 20 555 0102", "+31 6 55500142" }
        )
        {
            Assert.Contains(fact, popover, StringComparison.Ordinal);
            Assert.Contains(fact, own, StringComparison.Ordinal);
        }

        Assert.Contains("Bram Hofstra", popover, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("#pop-me #sign-out"));
        Assert.NotNull(page.Document.QuerySelector("#pop-me #calls-with"));
        var card = await _anna.Open($"/contacts/{Administrator.PersonId("202")}?handler=card");
        Assert.Contains("+31 20 555 0102", card.Text(".side"), StringComparison.Ordinal);
        Assert.DoesNotContain("55500142", card.Text(".side"), StringComparison.Ordinal); // noted for his own calls
    }

    static byte[] File(string kind) =>
        kind switch
        {
            "text" => "Dit is geen foto"u8.ToArray(),
            "svg" => "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(),
            "gif" => Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"),
            "half" => Pictures.Of(400, 400) is var whole ? whole[..(whole.Length / 2)] : [],
            "many pixels" => Pictures.Of(5000, 4000, SKEncodedImageFormat.Png),
            "many bytes" => new byte[SentPicture.MostBytes + 1],
            _ => [],
        };

    static async Task<Answer> Send(Administrator who, byte[] file, string address = "/settings/profile/photo")
    {
        var browser = await who.Browser();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "photo", "foto.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        request.Headers.Add("RequestVerificationToken", await browser.FreshToken());
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Request-Type", "partial");
        using var response = await browser.Http.SendAsync(request, Ct);
        return new Answer(
            response.StatusCode,
            Location: null,
            new Dictionary<string, string>(StringComparer.Ordinal),
            await response.Content.ReadAsStringAsync(Ct)
        );
    }

    static string? Photo(Answer page, string disc) => page.Document.QuerySelector($"{disc} img")?.GetAttribute("src");

    static UserId User(string extension) => new(Guid.Parse(Administrator.PersonId(extension)));

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
