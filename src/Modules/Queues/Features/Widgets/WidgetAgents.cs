using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Queues.Features;

/// <summary>The agents of all queues of the user, each once.</summary>
internal sealed class WidgetAgents(QueueBoards boards, IPeople people, ICurrentUser me)
{
    public async Task<ShownAgents> Read(CancellationToken ct)
    {
        var board = await boards.Read(ct);
        var who = (await people.Of(me.Company, ct)).ToDictionary(person => person.Id);
        return new ShownAgents(
            [
                .. board
                    .Tiles.SelectMany(tile => tile.Live.Agents.Select(agent => (Tile: tile, Agent: agent)))
                    .Where(pair => who.ContainsKey(pair.Agent.Person))
                    .GroupBy(pair => pair.Agent.Person)
                    .Select(of => new WidgetAgent(
                        who[of.Key],
                        of.Select(pair => pair.Agent).MaxBy(agent => agent.State)!, // signed out of one and free in another: free
                        [.. of.Where(pair => pair.Agent.State is not AgentState.SignedOut).Select(pair => pair.Tile.Queue.Name)],
                        of.Key == me.User
                    ))
                    .OrderByDescending(agent => agent.Live.State is not AgentState.SignedOut)
                    .ThenBy(agent => agent.Person.Name, StringComparer.CurrentCulture),
            ],
            board.AsOf
        );
    }
}

/// <param name="AsOf">By the clock of the times in it.</param>
internal sealed record ShownAgents(IReadOnlyList<WidgetAgent> Agents, DateTimeOffset AsOf);

/// <param name="Queues">In which they are signed in.</param>
internal sealed record WidgetAgent(Person Person, LiveAgent Live, IReadOnlyList<string> Queues, bool IsMe);
