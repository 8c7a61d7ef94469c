using System.Net;
using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Keeping;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony.Settings;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Chat;

/// <summary>Conversations of two, as their pages see them.</summary>
public sealed class ChatTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Chatter _anna = new(host, "anna");
    readonly Chatter _bram = new(host, "bram");
    readonly Chatter _sanne = new(host, "sanne");
    readonly Chatter _joost = new(host, "joost");
    readonly Chatter _noor = new(host, "noor");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    [Fact]
    public void The_beginning_of_a_message_ends_with_a_whole_sign()
    {
        var text = new string('a', 9) + "😀";

        Assert.Equal(new string('a', 9), ChatMessage.BeginningOf(text, 10));
        Assert.Equal(text, ChatMessage.BeginningOf(text, 11));
        Assert.Equal("aaaa", ChatMessage.BeginningOf(text, 4));
    }

    [Fact]
    [Spec("M1.1-25", "M11.1-01", "M11.1-03", "M11.2-02", "M11.1-07")]
    public async Task A_colleague_is_chosen_and_what_is_said_to_them_is_sent_then_delivered_then_read()
    {
        var picker = await _anna.Page.Open("/chat/new");
        Assert.NotNull(picker.Document.QuerySelector($"#chat-people button[hx-post='/chat/with/{Administrator.PersonId("203")}']"));
        var id = await _anna.With("203");
        Assert.Equal(id, await _sanne.With("201"));
        Assert.DoesNotContain($"chat-{id}", (await _sanne.Page.Open("/chat")).Body, StringComparison.Ordinal); // nothing was said yet

        var number = await _anna.Say(id, "Heb jij een minuut?\nIk ook");
        Assert.Equal("Verzonden", await _anna.TickOf(id, number));
        Assert.Matches(@"^\d\d:\d\d$", (await _anna.Open(id)).Text($"#t-{number} time"));

        Assert.Equal("1 gesprek met ongelezen berichten", await _sanne.Hear());
        Assert.Equal("Afgeleverd", await _anna.TickOf(id, number));
        var row = (await _sanne.Page.Open("/chat")).Document.QuerySelector($"#chat-{id}")!;
        Assert.Equal(("Anna de Vries", "1 ongelezen"), (row.QuerySelector("b.new")!.TextContent, row.QuerySelector(".b .sr")!.TextContent));
        Assert.StartsWith("Heb jij een minuut?", row.QuerySelector("small")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector("time"));

        Assert.Equal("Heb jij een minuut?\nIk ook", (await _sanne.Open(id)).Document.QuerySelector($"#m-{number} .m")!.TextContent);
        Assert.Equal("Afgeleverd", await _anna.TickOf(id, number)); // a page that was made is not a page that was seen
        await _sanne.Read(id, number);
        Assert.Equal("Gelezen", await _anna.TickOf(id, number));
        Assert.Equal("", await _sanne.Hear());
    }

    [Fact]
    [Spec("M11.1-03")]
    public async Task What_changed_is_told_without_the_rest_of_the_conversation()
    {
        var id = await _anna.With("206");
        var first = await _anna.Say(id, "een");
        var second = await _anna.Say(id, "twee");
        await _noor.Hear();
        await _noor.Read(id, first);

        var news = (await _anna.Page.Open($"/chat/{id}?handler=news&after={second}&from=1&delivered=0&read=0")).Document;
        Assert.Empty(news.QuerySelectorAll(".mx"));
        Assert.Equal(
            [(second, "Afgeleverd"), (first, "Gelezen")],
            news.QuerySelectorAll("[data-tick]")
                .Select(tick => (long.Parse(tick.GetAttribute("data-tick")!), tick.TextContent.Trim().Split()[^1]))
        );
        await _noor.Say(id, "drie");
        var after = (await _anna.Page.Open($"/chat/{id}?handler=news&after={second}&from=1&delivered={second}&read={first}")).Document;
        Assert.Equal("drie", Assert.Single(after.QuerySelectorAll(".mx .m")).TextContent);
        Assert.Equal([second], after.QuerySelectorAll("[data-tick]").Select(tick => long.Parse(tick.GetAttribute("data-tick")!))); // who answers has read
    }

    [Fact]
    [Spec("M11.1-02", "M11.1-05")]
    public async Task Links_open_in_a_tab_of_their_own_and_nothing_else_becomes_markup()
    {
        var id = await _anna.With("204");

        var answer = await _anna.Post(id, "<b onclick=x>Kijk</b> 👍 https://voorbeeld.example/a?b=1&c=2. javascript:alert(1)");

        var message = answer.Document.QuerySelector(".m")!;
        Assert.Equal("<b onclick=x>Kijk</b> 👍 https://voorbeeld.example/a?b=1&c=2. javascript:alert(1)", message.TextContent);
        var link = Assert.Single(message.QuerySelectorAll("*"));
        Assert.Equal(
            ("https://voorbeeld.example/a?b=1&c=2", "_blank", "noopener noreferrer", "false"),
            (link.GetAttribute("href"), link.GetAttribute("target"), link.GetAttribute("rel"), link.GetAttribute("hx-boost"))
        );
    }

    [Fact]
    public async Task Sent_again_it_is_the_same_message_and_two_who_write_at_once_get_numbers_in_a_row()
    {
        var id = await _joost.With("206");
        var key = Guid.NewGuid();
        Assert.Equal(await _joost.Say(id, "maar één keer", key), await _joost.Say(id, "maar één keer", key));
        Assert.NotEqual(1, await _noor.Say(id, "zelfde sleutel, andere schrijver", key));
        await _noor.Page.Browser();

        await Task.WhenAll(
            Enumerable.Range(0, 10).SelectMany(n => new[] { _joost.Say(id, $"joost {n}"), _noor.Say(id, $"noor {n}") }).ToArray()
        );

        await using var query = Store.QueryFor(Recorder.Company);
        var numbers = await query
            .Query<ChatMessage>()
            .Where(message => message.ConversationId == id)
            .Select(message => message.Number)
            .ToListAsync(Ct);
        Assert.Equal(Enumerable.Range(1, 22).Select(n => (long)n), numbers.Order());
    }

    [Fact]
    public async Task What_cannot_be_sent_says_why()
    {
        var id = await _sanne.With("204");

        async Task Refuses(string text, string why)
        {
            var answer = await _sanne.Post(id, text);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, why), (answer.Status, answer.Body.Trim()));
        }

        await Refuses(" \n ", "Een leeg bericht wordt niet verstuurd.");
        await Refuses(new string('a', 4001), "Een bericht heeft hoogstens 4000 tekens.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _sanne.Post(id, "zonder sleutel", Guid.Empty)).Status);
        for (var n = 0; n < Pace.Most; n++)
        {
            await _sanne.Say(id, $"{n}");
        }

        await Refuses("en nog een", "Dat gaat te snel. Wacht 20 seconden en probeer het opnieuw.");
    }

    [Fact]
    [Spec("M11-00")]
    public async Task Nobody_else_finds_a_conversation_and_who_has_not_got_the_right_has_no_chat()
    {
        var fatima = new Chatter(host, "fatima");
        var id = await _anna.With("202");
        var number = await _anna.Say(id, "onder ons");
        var group = await _anna.Group("Zonder Joost", "202");

        async Task<HttpStatusCode[]> All(Chatter who) =>
            [
                (await who.Open(id)).Status,
                (await who.Page.Open($"/chat/{id}?handler=older&before=9")).Status,
                (await who.Page.Open($"/chat/{id}?handler=news&after=0&from=0&delivered=0&read=0")).Status,
                (await who.Post(id, "hallo")).Status,
                (await who.Page.Post($"/chat/{id}/read", ("to", $"{number}"))).Status,
                (await who.Page.Open($"/chat/{group}/group")).Status,
                (await who.Page.Post($"/chat/{group}/group", ("Input.Name", "van mij"))).Status,
                (await who.Page.Post($"/chat/{group}/leave")).Status,
                (await who.Page.Open($"/chat/{group}/picture/x")).Status,
            ];

        Assert.All(await All(_joost), status => Assert.Equal(HttpStatusCode.NotFound, status));

        var with = await fatima.With("201");
        await _anna.Say(with, "nog even");
        await Templates.Give(_anna.Page, Administrator.PersonId("205"), ("Input.UnifiedCommunications", "false"));
        try
        {
            Assert.All(await All(fatima), status => Assert.Equal(HttpStatusCode.NotFound, status));
            Assert.Equal(HttpStatusCode.NotFound, (await fatima.Open(with)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await fatima.Page.Open("/chat")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await fatima.Page.Open("/chat/new")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await fatima.Page.Post($"/chat/with/{Administrator.PersonId("201")}")).Status);
            Assert.Equal("", await fatima.Hear());
            Assert.Null((await fatima.Page.Open("/calls")).Document.QuerySelector("#nav a[href='/chat']"));

            Assert.DoesNotContain(
                Administrator.PersonId("205"),
                (await _anna.Page.Open("/chat/new")).Document.QuerySelector("#chat-people")!.InnerHtml,
                StringComparison.Ordinal
            );
            Assert.Equal(HttpStatusCode.NotFound, (await _anna.Page.Post($"/chat/with/{Administrator.PersonId("205")}")).Status);
            var left = await _anna.Open(with); // what was said stays, and nothing is said to nobody
            Assert.Null(left.Document.QuerySelector("#send"));
            Assert.Contains("leest niemand meer", left.Text(".chat-note"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _anna.Post(with, "hoor je mij?")).Status);
        }
        finally
        {
            await Templates.Give(_anna.Page, Administrator.PersonId("205"));
        }
    }

    [Fact]
    [Spec("M11.1-04", "M11.2-01")]
    public async Task The_head_shows_what_they_are_doing_with_a_button_that_calls_and_their_card_has_one_that_chats()
    {
        var id = await _anna.With("202");
        var head = (await _anna.Open(id)).Document.QuerySelector(".chat > header")!;
        Assert.Equal("ok", head.QuerySelector($".pres[data-line-of='{Administrator.PersonId("202")}']")!.GetAttribute("data-p"));
        Assert.Contains("Beschikbaar", head.QuerySelector("[data-facts]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("""{"target":"202"}""", head.QuerySelector("button[hx-post='/calls/dial']")!.GetAttribute("hx-vals"));

        var card = (await _anna.Page.Open($"/contacts/{Administrator.PersonId("202")}")).Document;
        Assert.NotNull(card.QuerySelector($".side button[hx-post='/chat/with/{Administrator.PersonId("202")}']"));
        Assert.Null(
            (await _bram.Page.Open($"/contacts/{Administrator.PersonId("202")}")).Document.QuerySelector(".side [data-action=chat]")
        ); // oneself
    }

    [Fact]
    public async Task Of_a_long_conversation_the_last_come_first_and_older_ones_by_fifty()
    {
        var (joost, fatima) = (Recorder.Person("204").Value, Recorder.Person("205").Value);
        var id = await _joost.With("205");
        await using (var session = Store.SessionFor(Recorder.Company))
        {
            var conversation = (await session.LoadAsync<Conversation>(id, Ct))!;
            for (var n = 1; n <= 130; n++)
            {
                var message = new ChatMessage(
                    Guid.NewGuid(),
                    id,
                    n,
                    n % 3 == 0 ? joost : fatima,
                    Recorder.Now.AddMinutes(n - 200),
                    $"bericht {n}"
                );
                session.Store(message);
                conversation = conversation.With(message);
            }

            session.Store(conversation);
            await session.SaveChangesAsync(Ct);
        }

        var page = (await _joost.Open(id)).Document;
        Assert.Equal(Enumerable.Range(81, 50).Select(n => (long)n), page.QuerySelectorAll("#msgs .mx").Select(Chatter.NumberOf));
        Assert.Equal("true", page.QuerySelector("#chat")!.GetAttribute("data-older"));
        var older = (await _joost.Page.Open($"/chat/{id}?handler=older&before=81")).Document;
        Assert.Equal(Enumerable.Range(31, 50).Select(n => (long)n), older.QuerySelectorAll(".mx").Select(Chatter.NumberOf));
        var oldest = (await _joost.Page.Open($"/chat/{id}?handler=older&before=31")).Document;
        Assert.Equal(30, oldest.QuerySelectorAll(".mx").Length);
        Assert.NotNull(oldest.QuerySelector("#m-1 > .md"));
    }

    [Theory]
    [InlineData("zie www.voorbeeld.example.", "www.voorbeeld.example", "https://www.voorbeeld.example/")]
    [InlineData("(http://a.example/x_(y))", "http://a.example/x_(y)", "http://a.example/x_(y)")]
    [InlineData(
        "planning.garagehofstra.example/wo/4817",
        "planning.garagehofstra.example/wo/4817",
        "https://planning.garagehofstra.example/wo/4817"
    )]
    [InlineData("javascript:alert(1)//x", null, null)]
    [InlineData("https://bank.example@elders.example/", null, null)]
    [InlineData("om 9.30 uur, of 10/11", null, null)]
    public void A_link_is_what_people_take_for_one(string text, string? shown, string? address)
    {
        var parts = TextLinks.Split(text).ToList();

        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
        Assert.Equal((shown, address), parts.FirstOrDefault(part => part.Address is not null));
    }
}
