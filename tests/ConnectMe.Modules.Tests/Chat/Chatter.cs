using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Chat;

/// <summary>Somebody of the demo who chats, as their page does.</summary>
internal sealed class Chatter(ConnectMeHost host, string name)
{
    public Administrator Page { get; } = new(host, name);

    /// <summary>Opens the conversation with a colleague.</summary>
    public async Task<Guid> With(string extension) =>
        Guid.Parse(
            LocationOf(await Page.Do($"/chat/with/{Administrator.PersonId(extension)}"))["/chat/".Length..],
            CultureInfo.InvariantCulture
        );

    public async Task<Guid> Group(string called, params string[] extensions) =>
        Guid.Parse(
            LocationOf(
                await Page.Do(
                    "/chat/new-group",
                    [("Input.Name", called), .. extensions.Select(extension => ("Input.Members", Administrator.PersonId(extension)))]
                )
            )["/chat/".Length..],
            CultureInfo.InvariantCulture
        );

    public Task<Answer> Post(Guid conversation, string text, Guid? key = null) =>
        Page.Post($"/chat/{conversation}/messages", ("key", $"{key ?? Guid.NewGuid()}"), ("text", text));

    /// <returns>Its number.</returns>
    public async Task<long> Say(Guid conversation, string text, Guid? key = null)
    {
        var answer = await Post(conversation, text, key);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return NumberOf(Assert.Single(answer.Document.QuerySelectorAll(".mx")));
    }

    /// <summary>As a live page does that was told.</summary>
    public async Task<string> Hear() => (await Page.Open("/chat/unread")).Text(".b .sr");

    public Task Read(Guid conversation, long to) => Page.Do($"/chat/{conversation}/read", ("to", $"{to}"));

    public Task<Answer> Open(Guid conversation) => Page.Open($"/chat/{conversation}");

    /// <summary>The words below a message.</summary>
    public async Task<string> TickOf(Guid conversation, long number) => (await Open(conversation)).Text($"#t-{number}").Split()[^1];

    public static long NumberOf(IElement message) => long.Parse(message.GetAttribute("data-n")!, CultureInfo.InvariantCulture);

    public static string LocationOf(Answer answer)
    {
        var location = answer.Headers["HX-Location"];
        return location.Split('"')[3];
    }
}
