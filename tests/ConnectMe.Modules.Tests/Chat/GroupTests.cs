using System.Net;
using ConnectMe.Chat.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity.Profiles;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Chat;

/// <summary>Groups: made, changed, left, and read when all have read.</summary>
public sealed class GroupTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Chatter _anna = new(host, "anna");
    readonly Chatter _bram = new(host, "bram");
    readonly Chatter _sanne = new(host, "sanne");
    readonly Chatter _noor = new(host, "noor");

    [Fact]
    [Spec("M11.1-01", "M11.3-01", "M11.3-02", "M11.3-03", "M11.3-04", "M11.1-03")]
    public async Task A_group_needs_people_and_nothing_else_and_is_read_when_all_have_read()
    {
        var list = (await _anna.Page.Open("/chat")).Document;
        Assert.Equal("Groep aanmaken", list.QuerySelector("#pop-new a[href='/chat/new-group']")!.TextContent.Trim());
        var refused = await _anna.Page.Post("/chat/new-group", ("Input.Name", "Alleen"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Kies minstens één deelnemer.", refused.Text(".err"));
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await _anna.Page.Post("/chat/new-group", ("Input.Members", $"{Guid.NewGuid()}"))).Status
        );

        var id = await _anna.Group("", "202", "203");

        var page = await _anna.Open(id);
        Assert.Equal("Bram Hofstra, Sanne Bakker", page.Text(".chat > header b"));
        Assert.Equal("Je hebt de groep gemaakt", page.Document.QuerySelectorAll("#m-1 .md")[^1].TextContent);
        Assert.Contains("Anna de Vries heeft de groep gemaakt", (await _bram.Open(id)).Text("#m-1"), StringComparison.Ordinal);
        var number = await _anna.Say(id, "Wie doet de lunch?");
        await _bram.Hear();
        await _bram.Read(id, number);
        Assert.Equal("Verzonden", await _anna.TickOf(id, number)); // Sanne has not got it
        await _sanne.Hear();
        Assert.Equal("Afgeleverd", await _anna.TickOf(id, number));
        await _sanne.Read(id, number);
        Assert.Equal("Gelezen", await _anna.TickOf(id, number));
        Assert.Equal("Anna de Vries", (await _bram.Open(id)).Text($"#m-{number} .mw"));
    }

    [Fact]
    [Spec("M11.3-02")]
    public async Task Its_picture_is_a_square_of_ours_and_for_its_members_alone()
    {
        var id = await _anna.Group("Met plaatje", "202");
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await _anna.Page.Send($"/chat/{id}/group", "x.png", "geen plaatje"u8.ToArray(), "picture")).Status
        );
        Assert.Equal(HttpStatusCode.OK, (await _anna.Page.Send($"/chat/{id}/group", "x.png", Pictures.Of(300, 200), "picture")).Status);

        var address = (await _bram.Page.Open("/chat")).Document.QuerySelector($"#chat-{id} img")?.GetAttribute("src");
        Assert.Null(address); // Bram was taken out: the form said that nobody is to be in it
        address = (await _anna.Page.Open("/chat")).Document.QuerySelector($"#chat-{id} img")!.GetAttribute("src")!;
        var picture = await _anna.Page.Open(address);
        Assert.Equal(
            ("image/jpeg", "max-age=31536000, private, immutable"),
            (picture.Headers["Content-Type"], picture.Headers["Cache-Control"])
        );
        Assert.Equal(HttpStatusCode.NotFound, (await _bram.Page.Open(address)).Status);
    }

    [Fact]
    [Spec("M11.3-03")]
    public async Task Who_comes_in_later_sees_what_is_said_from_then_on_and_only_who_made_it_takes_people_out()
    {
        var id = await _anna.Group("Balie", "202");
        var before = await _anna.Say(id, "van voor die tijd");

        await _bram.Page.Do($"/chat/{id}/group", ("Input.Name", "Balie"), ("Input.Members", Administrator.PersonId("203"))); // who is in it may take others in

        var first = await _sanne.Open(id);
        Assert.Null(first.Document.QuerySelector($"#m-{before}"));
        Assert.Contains("Bram Hofstra heeft jou toegevoegd", first.Text("#msgs"), StringComparison.Ordinal);
        Assert.Equal(0, (await _sanne.Page.Open($"/chat/{id}?handler=older&before={before + 1}")).Document.QuerySelectorAll(".mx").Length);
        var said = await _anna.Say(id, "welkom Sanne");
        Assert.NotNull((await _sanne.Open(id)).Document.QuerySelector($"#m-{said}"));

        await _sanne.Page.Do($"/chat/{id}/group", ("Input.Name", "Balie en meer")); // and nobody is out by that
        Assert.Equal(HttpStatusCode.OK, (await _bram.Open(id)).Status);
        Assert.Contains(
            "Sanne Bakker heeft de groep ‘Balie en meer’ genoemd",
            (await _bram.Open(id)).Text("#msgs"),
            StringComparison.Ordinal
        );
        await _anna.Page.Do($"/chat/{id}/group", ("Input.Name", "Balie en meer"), ("Input.Members", Administrator.PersonId("202")));
        Assert.Equal(HttpStatusCode.NotFound, (await _sanne.Open(id)).Status);
        Assert.DoesNotContain($"chat-{id}", (await _sanne.Page.Open("/chat")).Body, StringComparison.Ordinal);
        Assert.Contains(
            "Anna de Vries heeft Sanne Bakker uit de groep gehaald",
            (await _bram.Open(id)).Text("#msgs"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_made_it_leaves_and_the_next_takes_their_place_and_with_the_last_it_is_gone()
    {
        var id = await _anna.Group("Tijdelijk", "202", "206");
        await _noor.Say(id, "hoi");
        await _anna.Page.Do($"/chat/{id}/leave");
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open(id)).Status);
        Assert.Contains("Anna de Vries heeft de groep verlaten", (await _bram.Open(id)).Text("#msgs"), StringComparison.Ordinal);

        await _bram.Page.Do($"/chat/{id}/group", ("Input.Name", "Tijdelijk")); // he takes Noor out
        Assert.Equal(HttpStatusCode.NotFound, (await _noor.Open(id)).Status);
        await _bram.Page.Do($"/chat/{id}/leave");

        await using var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Recorder.Company);
        Assert.Null(await query.LoadAsync<Conversation>(id, TestContext.Current.CancellationToken));
        Assert.False(
            await query.Query<ChatMessage>().AnyAsync(message => message.ConversationId == id, TestContext.Current.CancellationToken)
        );
        Assert.False(
            await query.Query<ChatMember>().AnyAsync(member => member.ConversationId == id, TestContext.Current.CancellationToken)
        );
    }
}
