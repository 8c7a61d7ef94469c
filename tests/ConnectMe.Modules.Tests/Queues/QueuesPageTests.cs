using System.Net;
using AngleSharp.Dom;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Queues;

/// <summary>The page Queues of agents and supervisors.</summary>
public sealed class QueuesPageTests(QueuesPageTests.UsedHost host) : IClassFixture<QueuesPageTests.UsedHost>
{
    readonly Garage _company = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A1-02", "M13-01", "M13-02", "M13-03", "M13-04", "M13.1-01", "M13.1-02", "M1.1-23")]
    public async Task An_agent_sees_their_queues_and_who_is_there_and_signs_in_and_out()
    {
        var sanne = new Administrator(host, "sanne");
        var queue = await Reception();

        var page = await sanne.Open("/queues");
        var tile = page.Document.QuerySelector($"#tile-{queue.Id}")!;
        Assert.Contains("Receptie", tile.TextContent, StringComparison.Ordinal);
        Assert.Equal(["0", "0/3"], [.. tile.QuerySelectorAll(".big").Select(big => big.TextContent)]); // no browser is open: nothing of theirs can ring
        Assert.True(tile.QuerySelector("[role=switch]")!.HasAttribute("checked"));
        Assert.Empty(page.Document.QuerySelectorAll(".stat, #figures, [data-figure]")); // she supervises none (M13.3-01)
        Assert.NotNull(page.Document.QuerySelector("#takeable"));
        Assert.Equal("Alle groepen", page.Text("#conversations-t + .meta"));

        var agents = await sanne.Open(tile.QuerySelector(".ql")!.GetAttribute("href")!);
        Assert.Equal(
            ["Anna de Vries 8", "Noor van den Berg 3", "Sanne Bakker 5"],
            [.. agents.Document.QuerySelectorAll("#agents tbody tr").Select(Row)]
        );
        var own = agents.Document.QuerySelector($"#agent-{PersonId("203")} [role=switch]")!;
        Assert.Null(agents.Document.QuerySelector($"#agent-{PersonId("201")} [role=switch]")); // a colleague is theirs to sign in

        var answer = await sanne.Do(own.GetAttribute("hx-post")!);

        Assert.False(answer.Document.QuerySelector($"#agent-{PersonId("203")} [role=switch]")!.HasAttribute("checked"));
        Assert.False((await AgentOf("203")).IsSignedIn);
        await Eventually.Is(async () => await StateOf("203") is AgentState.SignedOut);
        Assert.Equal(HttpStatusCode.Forbidden, (await sanne.Post($"/queues/{queue.Id}/out?person={PersonId("201")}")).Status);
        Assert.True((await AgentOf("201")).IsSignedIn);
        var again = await sanne.Do(answer.Document.QuerySelector($"#switch-{queue.Id}")!.GetAttribute("hx-post")!);
        Assert.True((await AgentOf("203")).IsSignedIn);
        Assert.True(again.Document.QuerySelector($"#switch-{queue.Id}")!.HasAttribute("checked"));

        static string Row(IElement row) =>
            $"{row.QuerySelector("b")!.TextContent} {row.QuerySelector("[role=meter]")!.GetAttribute("aria-valuenow")}";
    }

    [Fact]
    public async Task Who_is_in_no_queue_has_the_calls_they_may_take_and_nothing_else()
    {
        var joost = new Administrator(host, "joost");
        var queue = await Reception();

        var page = await joost.Open("/queues");

        Assert.NotNull(page.Document.QuerySelector("#takeable #parked-t"));
        Assert.Empty(page.Document.QuerySelectorAll(".tile, .tabs, #pop-q"));
        Assert.Equal(HttpStatusCode.NotFound, (await joost.Open($"/queues?queue={queue.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await joost.Open("/queues/wallboard")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await joost.Post($"/queues/{queue.Id}/in")).Status);
        Assert.Equal("", (await joost.Open("/queues/waiting")).Text("body").Trim());
    }

    [Fact]
    [Spec("M13-05", "M13.1-03", "M1.1-24")]
    public async Task A_supervisor_signs_others_in_and_out()
    {
        var bram = new Administrator(host, "bram");
        var queue = await Reception();
        var page = await bram.Open($"/queues?queue={queue.Id}");
        Assert.Null(page.Document.QuerySelector($"#switch-{queue.Id}")); // he is no agent himself
        var noor = page.Document.QuerySelector($"#agent-{PersonId("206")} [role=switch]")!;

        await bram.Do(noor.GetAttribute("hx-post")!);
        Assert.False((await AgentOf("206")).IsSignedIn);

        await bram.Do($"/queues/{queue.Id}/in?person={PersonId("206")}");
        Assert.True((await AgentOf("206")).IsSignedIn);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post($"/queues/{queue.Id}/in?person={PersonId("204")}")).Status); // Joost is not in it
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post($"/queues/{queue.Id}/in")).Status);
    }

    [Fact]
    [Spec("M13-07")]
    public async Task A_queue_glows_red_when_nobody_is_available()
    {
        var queue = await Reception();

        var tile = (await new Administrator(host, "noor").Open("/queues")).Document.QuerySelector($"#tile-{queue.Id}")!;

        Assert.Contains("tile--red", tile.ClassName, StringComparison.Ordinal);
        Assert.Contains("Niemand beschikbaar", tile.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("M13.3-01", "M13.3-02", "M13.3-03", "M13.3-04", "M13.3-05", "M13.3-06")]
    public async Task A_supervisor_chooses_figures_and_each_says_its_period()
    {
        var bram = new Administrator(host, "bram");
        var queue = await Reception();

        await CallsCame();
        var all = Enum.GetNames<QueueFigure>().Select(figure => ("figures", figure)).ToArray();
        var page = await bram.Do("/queues/figures", all);

        Assert.Equal(
            [
                "Wachtrij lengte: 0",
                "Beschikbare agents: 0",
                "Ingelogde agents: 3",
                "Totaal aantal oproepen, laatste uur: 4",
                "Uitgevallen oproepen, laatste uur: 1",
                "Opgenomen oproepen, laatste uur: 2",
                "Opgenomen, laatste 24 uur: 2",
                "Uitgevallen, laatste 24 uur: 2",
            ],
            [
                .. page
                    .Document.QuerySelectorAll(".stat")
                    .Select(stat => $"{Plain(stat.QuerySelector("small"))}: {Plain(stat.QuerySelector("b"))}"),
            ]
        );
        Assert.Equal(5, page.Document.QuerySelectorAll($"#tile-{queue.Id} [data-figure]").Length);
        await bram.Do("/queues/figures", ("figures", "Answered"));
        page = await bram.Open("/queues");
        Assert.Equal(["Answered"], [.. page.Document.QuerySelectorAll(".stat").Select(stat => stat.GetAttribute("data-figure"))]);
        Assert.True(page.Document.QuerySelector("#figures [value=Answered]")!.HasAttribute("checked"));
        await bram.Do("/queues/figures");
        Assert.Empty((await bram.Open("/queues")).Document.QuerySelectorAll(".stat"));
    }

    [Fact]
    [Spec("M13-06")]
    public async Task Groups_are_sorted_by_name_by_who_is_there_and_in_an_own_order()
    {
        var sanne = new Administrator(host, "sanne");
        var first = await Queue("Aanname", "261", "203");
        var last = await Queue("Zoekers", "262", "203");
        var reception = (await Reception()).Id;
        Assert.Equal([first, reception, last], Order(await sanne.Open("/queues")));

        Assert.Equal([reception, first, last], Order(await sanne.Do("/queues/sort/SignedIn")));

        var own = await sanne.Do("/queues/order", ("queues", $"{last},{reception},{first}"));
        Assert.Equal([last, reception, first], Order(own));
        Assert.Equal("true", own.Document.QuerySelector("#sort-Own")!.GetAttribute("aria-checked"));
        Assert.Equal([last, reception, first], Order(await sanne.Open("/queues")));
        Assert.NotNull(own.Document.QuerySelector($"#tile-{last}[draggable=true] [data-moves]"));

        Assert.Equal([first, reception, last], Order(await sanne.Do("/queues/sort/Alphabet")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await sanne.Post("/queues/sort/Zomaar")).Status);
        foreach (var id in new[] { first, last })
        {
            await _company.Anna.Do($"/admin/queues/{id}/remove");
        }

        static Guid[] Order(Answer page) =>
            [.. page.Document.QuerySelectorAll("#tiles .tile").Select(tile => Guid.Parse(tile.GetAttribute("data-queue")!))];
    }

    [Fact]
    [Spec("M13.4-01", "M13.4-02", "M13.4-03", "M13.4-04")]
    public async Task The_history_of_a_queue_bundles_the_calls_of_a_caller_and_says_what_became_of_each()
    {
        var queue = await Reception();

        await CallsCame();
        var page = await new Administrator(host, "sanne").Open($"/queues?queue={queue.Id}&tab=History");

        var rows = page.Document.QuerySelectorAll("#history details");
        Assert.Equal(
            [
                "Eva Mulder 2 Niet beantwoord",
                "+31612345678  Beantwoord",
                "Bakkerij Kuipers  Doorgeschakeld",
                "Gisterenavond  Niet beantwoord",
            ],
            [
                .. rows.Select(row =>
                    $"{row.QuerySelector("b")!.FirstChild!.TextContent.Trim()} {row.QuerySelector("b .b")?.TextContent} {row.QuerySelector(".tag")!.TextContent}"
                ),
            ]
        );
        Assert.Equal("2 oproepen", rows[0].QuerySelector("b .b")!.GetAttribute("aria-label"));
        var log = rows[0].QuerySelectorAll(".log li");
        Assert.EndsWith("wachtte 01:20, opgehangen", Plain(log[0]), StringComparison.Ordinal);
        Assert.EndsWith("wachtte 00:34, beantwoord door Sanne Bakker, gesprek van 3 min", Plain(log[1]), StringComparison.Ordinal);
        Assert.EndsWith("doorgeschakeld naar 202", Plain(rows[2].QuerySelector(".log li")), StringComparison.Ordinal);
        Assert.Contains("31205550121", rows[0].QuerySelector("[data-action=dial]")!.GetAttribute("hx-vals"), StringComparison.Ordinal);
    }

    [Fact]
    [Spec("B17")]
    public async Task The_wallboard_has_the_queues_that_one_supervises_in_large_figures()
    {
        var queue = await Reception();
        var bram = new Administrator(host, "bram");

        await CallsCame();
        var page = await bram.Open("/queues/wallboard");

        Assert.Equal("dark", page.Document.DocumentElement.GetAttribute("data-theme"));
        var wall = page.Document.QuerySelector($"[data-queue='{queue.Id}']")!;
        Assert.Equal("bad", wall.GetAttribute("data-tone"));
        Assert.Contains("Niemand beschikbaar", wall.TextContent, StringComparison.Ordinal);
        Assert.Equal(["0", "0/3", "–", "2", "1"], [.. wall.QuerySelectorAll("dd").Select(Plain)]);
        Assert.Single((await bram.Open("/queues/wallboard?handler=figures")).Document.QuerySelectorAll("[data-queue]"));
        Assert.Equal(HttpStatusCode.NotFound, (await new Administrator(host, "sanne").Open("/queues/wallboard")).Status);
    }

    async Task<Guid> Queue(string name, string extension, string agent)
    {
        var queue = new Queue(Guid.NewGuid(), name, extension) { Members = [new QueueMember(Guid.Parse(PersonId(agent)), 5)] };
        await using var session = _company.Store.SessionFor(Garage.Id);
        await session.Decide(Garage.Id, queues => queues.Put(queue), Ct);
        return queue.Id;
    }

    async Task<CallQueue> Reception() =>
        (await host.Services.GetRequiredService<ICallQueues>().Of(Garage.Id, Ct)).Single(queue => queue.Name == "Receptie");

    async Task<QueueAgent> AgentOf(string extension) =>
        (await Reception()).Agents.Single(agent => agent.Person.Value == Guid.Parse(PersonId(extension)));

    async Task<AgentState> StateOf(string extension)
    {
        var id = (await Reception()).Id;
        var now = await host.Services.GetRequiredService<ILiveQueues>().Of(Garage.Id);
        return now
            .Queues.Single(queue => queue.Queue == id)
            .Agents.Single(agent => agent.Person.Value == Guid.Parse(PersonId(extension)))
            .State;
    }

    static string PersonId(string extension) => Administrator.PersonId(extension);

    static string Plain(IElement? element) =>
        string.Join(' ', element!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace(" ,", ",", StringComparison.Ordinal);

    /// <summary>Calls that came to the reception a while ago, once for all tests of this class, as the switchboard records them.</summary>
    async Task CallsCame()
    {
        var reception = (await Reception()).Id;
        await host.Once(async () =>
        {
            var now = TimeProvider.System.GetUtcNow();
            CallEvent[] Came(
                string name,
                string number,
                TimeSpan ago,
                int waited,
                QueueCallEnd end,
                Guid? agent = null,
                string? went = null
            )
            {
                var placed = PaperCalls.OutsideCallsAnna(number, name) with
                {
                    At = now - ago,
                    Queue = reception,
                    CalleeId = null,
                    CalleeName = null,
                };
                var left = placed.At.AddSeconds(waited);
                return
                [
                    placed,
                    new QueueLeft(placed.CallId, left, reception, end, agent, went),
                    .. agent is null ? (CallEvent[])[] : [new QueueCallEnded(placed.CallId, left.AddMinutes(3))],
                    placed.Ended(waited + 1, CallOutcome.Completed),
                ];
            }

            await _company.Happened([
                .. Came("Gisterenavond", "+31205550129", TimeSpan.FromHours(20), 9, QueueCallEnd.Abandoned),
                .. Came("Bakkerij Kuipers", "+31205550122", TimeSpan.FromMinutes(50), 180, QueueCallEnd.Overflowed, went: "202"),
                .. Came("Eva Mulder", "+31205550121", TimeSpan.FromMinutes(20), 34, QueueCallEnd.Answered, Guid.Parse(PersonId("203"))),
                .. Came("", "+31612345678", TimeSpan.FromMinutes(9), 10, QueueCallEnd.Answered, Guid.Parse(PersonId("206"))),
                .. Came("Eva Mulder", "+31205550121", TimeSpan.FromMinutes(5), 80, QueueCallEnd.Abandoned),
            ]);
        });
    }

    /// <summary>Remembers what was made in it already.</summary>
    public sealed class UsedHost(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        bool _isMade;

        public async Task Once(Func<Task> make)
        {
            if (!_isMade)
            {
                _isMade = true;
                await make();
            }
        }
    }
}
