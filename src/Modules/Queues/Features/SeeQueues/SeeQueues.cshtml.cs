using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Queues.Features;

/// <summary>The page Queues: a tile for each, and of the chosen one its calls, agents and history. Who is in none has the calls that they may take.</summary>
internal sealed class SeeQueues(ShownQueues shown, QueueHistories histories) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Queue { get; set; }

    [BindProperty(SupportsGet = true)]
    public QueueTab Tab { get; set; }

    /// <summary>Of the history: those that came before.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The end of the year 9999.</summary>
    const long LastMoment = 253_402_300_799_999;

    public ShownBoard Shown { get; private set; } = null!;

    public QueueHistory? History { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Shown = await shown.Read(Queue, Tab, ct);
        if (Queue is not null && Shown.Selected is null)
        {
            return NotFound();
        }

        if (Shown.Selected is { } tile && Tab is QueueTab.History)
        {
            History = await histories.Of(
                tile.Queue.Id,
                Before is >= 0 and <= LastMoment and { } before ? DateTimeOffset.FromUnixTimeMilliseconds(before) : null,
                ct
            );
        }

        return Page();
    }

    /// <summary>The tiles and what stands in them alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetBoardAsync(CancellationToken ct) => Partial("_Board", await shown.Read(Queue, Tab, ct));
}

internal enum QueueTab
{
    Agents,
    Calls,
    History,
}

/// <param name="Selected">The queue whose tabs stand below the tiles; null: none.</param>
/// <param name="Agents">Of the selected one.</param>
internal sealed record ShownBoard(QueueBoard Board, QueueTile? Selected, QueueTab Tab, IReadOnlyList<ShownAgent> Agents)
{
    /// <summary>Where the same is read again.</summary>
    public string Query => Selected is { } tile ? string.Create(CultureInfo.InvariantCulture, $"queue={tile.Queue.Id}&tab={Tab}") : "";
}

/// <param name="Since">When they signed in or out; null: they never did.</param>
/// <param name="May">The user may sign them in and out.</param>
internal sealed record ShownAgent(Person Person, int Skill, LiveAgent Live, bool IsSignedIn, DateTimeOffset? Since, bool IsMe, bool May);

/// <summary>What the page shows of the queues now.</summary>
internal sealed class ShownQueues(QueueBoards boards, Keeping.QueuesInMemory queues, IPeople people, ICurrentUser me)
{
    public async Task<ShownBoard> Read(Guid? queue, QueueTab tab, CancellationToken ct)
    {
        var board = await boards.Read(ct);
        var selected = board.Find(queue);
        return new ShownBoard(board, selected, tab, selected is not null && tab is QueueTab.Agents ? await AgentsOf(selected, ct) : []);
    }

    async Task<IReadOnlyList<ShownAgent>> AgentsOf(QueueTile tile, CancellationToken ct)
    {
        var who = (await people.Of(me.Company, ct)).ToDictionary(person => person.Id);
        var kept = await queues.Of(me.Company, ct);
        return
        [
            .. tile
                .Followed.Agents.Where(agent => who.ContainsKey(agent.Person))
                .Select(agent => new ShownAgent(
                    who[agent.Person],
                    agent.Skill,
                    tile.Live.Agents.FirstOrDefault(one => one.Person == agent.Person)
                        ?? new LiveAgent(agent.Person, AgentState.SignedOut, Since: null),
                    agent.IsSignedIn,
                    kept.SignInOf(tile.Queue.Id, agent.Person.Value)?.Since,
                    agent.Person == me.User,
                    tile.IsSupervisor || agent.Person == me.User
                ))
                .OrderByDescending(agent => agent.IsSignedIn)
                .ThenBy(agent => agent.Person.Name, StringComparer.CurrentCulture),
        ];
    }
}
