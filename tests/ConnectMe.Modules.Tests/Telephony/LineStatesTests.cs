using System.Text.Json;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
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
