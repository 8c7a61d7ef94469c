using ConnectMe.Queues.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Queues.Features;

/// <summary>The queues of one person as the page shows them now, in the order that they want.</summary>
/// <param name="AsOf">By the clock of the times in it.</param>
internal sealed record QueueBoard(IReadOnlyList<QueueTile> Tiles, QueuesView View, DateTimeOffset AsOf)
{
    public bool Supervises => Tiles.Any(tile => tile.IsSupervisor);

    /// <summary>The chosen figures over all queues that they supervise (M13.3-01).</summary>
    public IEnumerable<BoardFigure> Sums =>
        View
            .Figures.OrderByDescending(figure => figure is QueueFigure.Waiting)
            .ThenBy(figure => figure)
            .Select(figure =>
            {
                var watched = Tiles.Where(tile => tile.IsSupervisor).ToList();
                var periods = watched.Select(tile => tile.Queue.StatisticsMinutes).Distinct().ToList();
                return new BoardFigure(figure, watched.Sum(tile => tile.Of(figure)), periods is [var one] ? one : null);
            });

    public QueueTile? Find(Guid? queue) => Tiles.FirstOrDefault(tile => tile.Queue.Id == queue);
}

/// <param name="Minutes">Of the period that it counts over; null: each queue has its own.</param>
internal sealed record BoardFigure(QueueFigure Figure, int Count, int? Minutes)
{
    /// <summary>Counted over the period of the queue.</summary>
    public bool IsOverPeriod => Figure is QueueFigure.Total or QueueFigure.Abandoned or QueueFigure.Answered;

    /// <summary>A colour as the page knows it; null: none.</summary>
    public string? Tone =>
        Count == 0 ? null
        : Figure is QueueFigure.Waiting ? "warn"
        : Figure is QueueFigure.Abandoned or QueueFigure.AbandonedDay ? "bad"
        : null;
}

/// <param name="Followed">With those who are agents and supervisors still.</param>
/// <param name="Period">What came in the queue's period; counted for supervisors only.</param>
/// <param name="Day">What came in the last 24 hours.</param>
internal sealed record QueueTile(
    Queue Queue,
    CallQueue Followed,
    LiveQueue Live,
    QueueAgent? Me,
    bool IsSupervisor,
    QueueFigures Period,
    QueueFigures Day
)
{
    /// <summary>Nobody can take a call, though it is open (M13-07).</summary>
    public bool IsDeserted => !Followed.IsClosed && Live.Available == 0;

    public DateTimeOffset? LongestSince => Live.Waiting.Length > 0 ? Live.Waiting.Min(call => call.Since) : null;

    public int Of(QueueFigure figure) =>
        figure switch
        {
            QueueFigure.Available => Live.Available,
            QueueFigure.SignedIn => Live.SignedIn,
            QueueFigure.Waiting => Live.Waiting.Length,
            QueueFigure.Total => Period.Total,
            QueueFigure.Abandoned => Period.Abandoned,
            QueueFigure.Answered => Period.Answered,
            QueueFigure.AnsweredDay => Day.Answered,
            QueueFigure.AbandonedDay => Day.Abandoned,
            _ => 0,
        };
}
