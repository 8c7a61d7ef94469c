namespace ConnectMe.Queues.Domain;

/// <summary>How somebody wants to see the page of queues (M13-06, M13.3-02).</summary>
/// <param name="Id">The person's.</param>
/// <param name="Order">Of <see cref="QueueOrder.Own"/>: ids of queues; those that are not in it come after.</param>
public sealed record QueuesView(Guid Id, QueueOrder Sort, IReadOnlyList<Guid> Order, IReadOnlyList<QueueFigure> Figures)
{
    public static QueuesView Of(Guid person) =>
        new(
            person,
            QueueOrder.Alphabet,
            [],
            [QueueFigure.Waiting, QueueFigure.Available, QueueFigure.SignedIn, QueueFigure.AnsweredDay, QueueFigure.AbandonedDay]
        );
}

public enum QueueOrder
{
    Alphabet,

    /// <summary>Where most are signed in first.</summary>
    SignedIn,
    Own,
}

/// <summary>What a supervisor can see of their queues (M13.3-03 to M13.3-05).</summary>
public enum QueueFigure
{
    Available,
    SignedIn,
    Waiting,

    /// <summary>All calls in the queue's period.</summary>
    Total,

    /// <summary>In the queue's period.</summary>
    Abandoned,

    /// <summary>In the queue's period.</summary>
    Answered,

    /// <summary>In the last 24 hours.</summary>
    AnsweredDay,

    /// <summary>In the last 24 hours.</summary>
    AbandonedDay,
}
