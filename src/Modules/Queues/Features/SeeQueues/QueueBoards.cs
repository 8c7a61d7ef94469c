using ConnectMe.Identity.Contracts;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using Marten;

namespace ConnectMe.Queues.Features;

/// <summary>Reads the queues in which the user is, or over which they watch (M13-01).</summary>
internal sealed class QueueBoards(
    ICurrentUser me,
    QueuesInMemory queues,
    ICallQueues followed,
    ILiveQueues live,
    IQueueCalls calls,
    IQuerySession session,
    TimeProvider time
)
{
    public async Task<QueueBoard> Read(CancellationToken ct)
    {
        var view = QueuesView.Of(me.User.Value);
        var own = (await followed.Of(me.Company, ct)).Where(IsMine).ToList();
        if (own.Count == 0)
        {
            return new QueueBoard([], view, time.GetUtcNow());
        }

        view = await session.LoadAsync<QueuesView>(me.User.Value, ct) ?? view;
        var all = (await queues.Of(me.Company, ct)).Queues;
        var now = await live.Of(me.Company);
        var pairs = own.Select(one => (Followed: one, Queue: all.Find(one.Id))).Where(pair => pair.Queue is not null).ToList();
        var periods = await Count(
            [.. pairs.Where(pair => IsWatched(pair.Followed)).Select(pair => pair.Queue!.StatisticsMinutes).Append(Day)],
            ct
        );
        var tiles = pairs.Select(pair =>
        {
            var (one, queue) = (pair.Followed, pair.Queue!);
            return new QueueTile(
                queue,
                one,
                now.Queues.FirstOrDefault(state => state.Queue == queue.Id) ?? new LiveQueue(queue.Id, [], []), // the switchboard hears of it in a moment
                one.Agents.FirstOrDefault(agent => agent.Person == me.User),
                IsWatched(one),
                FiguresOf(queue, queue.StatisticsMinutes),
                FiguresOf(queue, Day)
            );
        });
        return new QueueBoard([.. Ordered(tiles, view)], view, now.AsOf);

        QueueFigures FiguresOf(Queue queue, int minutes) =>
            periods.GetValueOrDefault(minutes)?.GetValueOrDefault(queue.Id) ?? QueueFigures.None;
    }

    /// <summary>How many wait in them, for the menu; null: they are in none.</summary>
    public async Task<int?> Waiting(CancellationToken ct)
    {
        var own = (await followed.Of(me.Company, ct)).Where(IsMine).Select(queue => queue.Id).ToHashSet();
        return own.Count == 0
            ? null
            : (await live.Of(me.Company)).Queues.Where(queue => own.Contains(queue.Queue)).Sum(queue => queue.Waiting.Length);
    }

    static IEnumerable<QueueTile> Ordered(IEnumerable<QueueTile> tiles, QueuesView view)
    {
        var byName = tiles.OrderBy(tile => tile.Queue.Name, StringComparer.CurrentCulture);
        return view.Sort switch
        {
            QueueOrder.SignedIn => byName.OrderByDescending(tile => tile.Live.SignedIn),
            QueueOrder.Own => byName.OrderBy(tile => PlaceOf(tile.Queue.Id)),
            _ => byName,
        };

        int PlaceOf(Guid queue) => view.Order.ToList().IndexOf(queue) is >= 0 and var place ? place : int.MaxValue;
    }

    /// <summary>For each period once; nothing is counted for who watches over no queue.</summary>
    async Task<IReadOnlyDictionary<int, IReadOnlyDictionary<Guid, QueueFigures>>> Count(
        IReadOnlyCollection<int> minutes,
        CancellationToken ct
    )
    {
        var counted = new Dictionary<int, IReadOnlyDictionary<Guid, QueueFigures>>();
        if (minutes.Count > 1)
        {
            foreach (var one in minutes.Distinct())
            {
                counted[one] = await calls.Count(me.Company, time.GetUtcNow() - TimeSpan.FromMinutes(one), ct);
            }
        }

        return counted;
    }

    bool IsMine(CallQueue queue) => IsWatched(queue) || queue.Agents.Any(agent => agent.Person == me.User);

    bool IsWatched(CallQueue queue) => queue.Supervisors.Contains(me.User);

    const int Day = 24 * 60;
}
