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

/// <summary>Who is rung or in a call, as colleagues see it (M10-05).</summary>
public sealed class LineStatesTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    static readonly string Anna = Administrator.PersonId("201");
    static readonly string Bram = Administrator.PersonId("202");
    readonly Administrator _sanne = new(host, "sanne");

    [Fact]
    public async Task Colleagues_see_in_their_contacts_and_searches_who_is_rung_and_who_talks_and_hear_of_each_change()
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
        await Shows(Anna, null);

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
        await Shows(Anna, null);
        await Shows(Bram, null);
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

    async Task Shows(string person, string? state, string words = "")
    {
        var contacts = await _sanne.Open("/contacts");
        var name = contacts.Text($"#row-{person} b");
        var search = await _sanne.Open($"/search?q={Uri.EscapeDataString(name)}");
        foreach (var disc in new[] { contacts, search }.Select(page => page.Document.QuerySelector($"[data-line-of='{person}']")!))
        {
            Assert.Equal(state, disc.GetAttribute("data-p"));
            Assert.Equal(state is null, disc.HasAttribute("hidden"));
            Assert.Equal(words, disc.GetAttribute("aria-label") ?? "");
        }

        var told = (await _sanne.Open("/lines")).Document.QuerySelector($"data[value='{person}']");
        Assert.Equal((state, words), (told?.GetAttribute("data-p"), told?.TextContent ?? ""));
    }
}
