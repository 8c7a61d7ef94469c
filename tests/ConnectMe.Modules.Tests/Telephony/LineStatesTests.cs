using System.Text.Json;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Lines;
using ConnectMe.Telephony.Signalling;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>Who is rung or in a call, as colleagues see it (M10-05): before the status that they are in.</summary>
public sealed class LineStatesTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    static readonly string Anna = Administrator.PersonId("201");
    static readonly string Bram = Administrator.PersonId("202");
    static readonly string Fatima = Administrator.PersonId("205");
    readonly Administrator _sanne = new(host, "sanne");

    [Fact]
    [Spec("M1.1-19", "M10-05")]
    public async Task Colleagues_see_wherever_people_are_listed_who_is_rung_and_who_talks_and_hear_of_each_change()
    {
        using var page = host
            .Services.GetRequiredService<LiveUpdates>()
            .Subscribe(Company, new UserId(Guid.Parse(Administrator.PersonId("203"))));
        var placed = new CallPlaced(
            Guid.CreateVersion7(),
            PaperCalls.Monday,
            Guid.Parse(Anna),
            "Anna de Vries",
            "201",
            "202",
            Guid.Parse(Bram),
            "Bram Hofstra"
        );
        await Shows(Anna, "ok", "Beschikbaar");

        Happens(placed);
        await Hears(page);
        await Shows(Anna, "call", "In gesprek");
        await Shows(Bram, "ring", "Gaat over");

        Happens(placed.Answered(5));
        await Hears(page);
        await Shows(Bram, "call", "In gesprek");
        Assert.Empty(host.Services.GetRequiredService<ILineStates>().Of(new CompanyId(Guid.NewGuid())));

        Happens(placed.Ended(60, CallOutcome.Completed));
        await Hears(page);
        await Shows(Anna, "ok", "Beschikbaar");
        await Shows(Bram, "ok", "Beschikbaar");
    }

    [Fact]
    [Spec("M1.1-19", "M4.4-05", "M10-05")]
    public async Task Who_has_no_call_is_shown_in_their_status_until_it_ends_to_colleagues_with_the_right_to_see_it()
    {
        var (fatima, joost) = (new Administrator(host, "fatima"), new Administrator(host, "joost"));
        var lunch = (await fatima.Open("/presence"))
            .Document.QuerySelectorAll("#pop-status [role=radio]")
            .Single(status => status.TextContent.Contains("Lunch", StringComparison.Ordinal));
        await fatima.Do($"/presence/status/{lunch.Id!["status-".Length..]}");
        await fatima.Do("/presence/until/60");
        var words = (await fatima.Open("/presence")).Text("#status-button .s");
        Assert.StartsWith("Lunch tot ", words, StringComparison.Ordinal);
        await Shows(Fatima, "away", words);

        await Templates.Give(new Administrator(host), Administrator.PersonId("204"), ("Input.UnifiedCommunications", "false"));
        var unshared = await joost.Open("/contacts");
        Assert.True(unshared.Document.QuerySelector($"[data-line-of='{Fatima}']")!.HasAttribute("hidden"));
        Assert.Equal("", unshared.Text($"[data-words-of='{Fatima}']"));

        var placed = new CallPlaced(
            Guid.CreateVersion7(),
            PaperCalls.Monday,
            Guid.Parse(Fatima),
            "Fatima El Amrani",
            "205",
            "0201234567",
            null,
            null
        );
        Happens(placed);
        await Shows(Fatima, "call", "In gesprek");
        Assert.Equal("In gesprek", (await joost.Open("/contacts")).Text($"[data-words-of='{Fatima}']"));
        Happens(placed.Ended(60, CallOutcome.Completed));
        await Shows(Fatima, "away", words);
    }

    void Happens(CallEvent happened)
    {
        var effect = new SwitchboardEffect.Record(happened);
        host.Services.GetRequiredService<LiveCalls>().Take(Company, effect);
        host.Services.GetRequiredService<LineStates>().Take(Company, effect);
    }

    static async Task Hears(LiveSubscription page)
    {
        IReadOnlyList<string> topics = [];
        while (!topics.Contains(ILineStates.Topic))
        {
            topics = await page.Next(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            Assert.NotEmpty(topics);
        }
    }

    async Task Shows(string person, string state, string words)
    {
        var name = (await _sanne.Open("/contacts")).Text($"#row-{person} b");
        string[] lists =
        [
            "/contacts",
            $"/contacts/{person}?handler=card",
            $"/search?q={Uri.EscapeDataString(name)}",
            $"/transfer/targets?call={Guid.NewGuid()}",
            $"/transfer/targets?call={Guid.NewGuid()}&invites=true",
            $"/dial/matches?target={Uri.EscapeDataString(name)}",
        ];
        foreach (var list in lists)
        {
            var shown = await _sanne.Open(list);
            var disc = shown.Document.QuerySelector($"[data-line-of='{person}']")!;
            Assert.False(disc.HasAttribute("hidden"));
            Assert.Equal((state, words), (disc.GetAttribute("data-p"), disc.GetAttribute("aria-label")));
            Assert.Equal(words, shown.Text($"[data-words-of='{person}']"));
        }

        var stranger = Guid.NewGuid();
        using var told = JsonDocument.Parse((await _sanne.Open($"/lines?of={person}&of={stranger}")).Body);
        (string, string?, string?)[] expected = [(person, state, words), (stranger.ToString(), null, "")];
        Assert.Equal(
            expected,
            told.RootElement.EnumerateArray()
                .Select(one =>
                    (one.GetProperty("id").GetString()!, one.GetProperty("disc").GetString(), one.GetProperty("words").GetString())
                )
                .ToArray()
        );
    }
}
