using System.Buffers.Text;
using System.Text.Json;
using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Keeping;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony.Waking;
using ConnectMe.Telephony.Waking;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Chat;

/// <summary>What becomes of messages while nobody looks: they wake browsers, grow old, and outlive who wrote them.</summary>
public sealed class ChatKeepingTests(WakeByPushTests.WithPushService host) : IClassFixture<WakeByPushTests.WithPushService>
{
    readonly Chatter _anna = new(host, "anna");
    readonly Chatter _bram = new(host, "bram");
    readonly Chatter _sanne = new(host, "sanne");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    [Fact]
    [Spec("M11.1-07")]
    public async Task A_message_wakes_a_browser_of_whom_no_page_is_alive_and_of_nobody_else()
    {
        using var browser = new PushReader();
        var name = Guid.NewGuid().ToString("n");
        await _sanne.Page.Do(
            "/push",
            ("endpoint", host.Service.EndpointOf(name)),
            ("key", Base64Url.EncodeToString(browser.Key)),
            ("secret", Base64Url.EncodeToString(browser.Secret))
        );
        var id = await _anna.With("203");

        await _anna.Say(id, "deze zag ze");
        await _sanne.Hear(); // her page asked in time
        var group = await _bram.Group("Receptie", "203");
        await _bram.Say(group, new string('w', 200));

        async Task<PushMessage> Next() =>
            JsonSerializer.Deserialize<PushMessage>(browser.Read((await host.Service.Next(name)).Body), JsonSerializerOptions.Web)!;
        var first = await Next();
        Assert.Equal(("note", group, "Bram Hofstra · Receptie", $"/chat/{group}"), (first.Kind, first.Call, first.Title, first.Address));
        Assert.Equal(new string('w', 120) + "…", first.Body);
        await _anna.Say(id, "en deze niet");
        var second = await Next();
        Assert.Equal((id, "Anna de Vries", "en deze niet"), (second.Call, second.Title, second.Body));
        await _sanne.Page.Do("/push/stop", ("endpoint", host.Service.EndpointOf(name)));
    }

    [Fact]
    [Spec("G1")]
    public async Task What_is_too_old_goes_and_a_conversation_of_which_nothing_is_left_goes_with_it()
    {
        var (old, young) = (await _anna.With("205"), await _anna.With("206"));
        await _anna.Say(old, "lang geleden");
        await _anna.Say(young, "lang geleden");
        var before = Recorder.Now;
        await _anna.Say(young, "net nog");
        var sweeper = host.Services.GetServices<IOldData>().Single(data => data.Class == ChatData.Messages);

        Assert.True(await sweeper.RemoveBefore(Recorder.Company, before, Ct) > 0);

        await using var query = Store.QueryFor(Recorder.Company);
        Assert.Null(await query.LoadAsync<Conversation>(old, Ct));
        Assert.Equal("net nog", (await query.Query<ChatMessage>().Where(message => message.ConversationId == young).SingleAsync(Ct)).Text);
        Assert.Equal(0, await query.Query<ChatMember>().CountAsync(member => member.ConversationId == old, Ct));
        Assert.DoesNotContain($"chat-{old}", (await _anna.Page.Open("/chat")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("G1")]
    public async Task Who_is_erased_leaves_their_words_to_the_others_as_of_somebody_who_left()
    {
        var joost = new Chatter(host, "joost");
        var pair = await joost.With("202");
        var number = await joost.Say(pair, "Ik neem afscheid");
        var group = await _bram.Group("Werkplaats", "204", "203");
        await joost.Say(group, "Tot ziens");
        var gone = Recorder.Person("204");
        var erasure = host.Services.GetServices<IErasure>().OfType<ChatErasure>().Single();

        await erasure.Erase(new ErasedPerson(Recorder.Company, gone, ["Joost Visser"], []), Ct);

        await using var query = Store.QueryFor(Recorder.Company);
        Assert.False(await query.Query<ChatMessage>().AnyAsync(message => message.AuthorId == gone.Value, Ct));
        Assert.False(await query.Query<ChatMember>().AnyAsync(member => member.PersonId == gone.Value, Ct));
        Assert.DoesNotContain(
            await query.Query<Conversation>().ToListAsync(Ct),
            one => one.Has(gone.Value) || one.LastBy == gone.Value || one.MadeBy == gone.Value
        );
        var page = await _bram.Open(pair);
        Assert.Equal(("Iemand die weg is", "Ik neem afscheid"), (page.Text(".chat > header b"), page.Text($"#m-{number} .m")));
        Assert.Contains("Iemand die weg is heeft de groep verlaten", (await _bram.Open(group)).Text("#msgs"), StringComparison.Ordinal);

        await erasure.Erase(new ErasedPerson(Recorder.Company, gone, ["Joost Visser"], []), Ct); // and finds nothing
        Assert.NotNull(await query.LoadAsync<Conversation>(pair, Ct));
        await erasure.Erase(new ErasedPerson(Recorder.Company, Recorder.Person("202"), ["Bram Hofstra"], []), Ct);
        await using var after = Store.QueryFor(Recorder.Company);
        Assert.Null(await after.LoadAsync<Conversation>(pair, Ct)); // nobody is left in it
    }
}
