using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>The calls that came to a company's queues: for history and figures.</summary>
public interface IQueueCalls
{
    /// <summary>Newest first, of one queue.</summary>
    /// <param name="before">Those that came before this one; null: from the newest.</param>
    Task<IReadOnlyList<QueueCall>> Of(CompanyId company, Guid queue, DateTimeOffset? before, int most, CancellationToken ct);

    /// <summary>How many came since then, by queue; a queue without any is not in it.</summary>
    Task<IReadOnlyDictionary<Guid, QueueFigures>> Count(CompanyId company, DateTimeOffset since, CancellationToken ct);
}

/// <param name="CallerNumber">As contacts know it (E.164 or an extension); empty when it was hidden.</param>
/// <param name="LeftAt">Null: still waits.</param>
/// <param name="Agent">Who took it.</param>
/// <param name="EndedAt">Of the conversation with the agent; null while it goes on, or when there was none.</param>
/// <param name="WentTo">Where it went on to: a number, or the name of an application.</param>
public sealed record QueueCall(
    Guid Call,
    Guid Queue,
    string CallerName,
    string CallerNumber,
    bool CallerIsOutside,
    UserId? Caller,
    DateTimeOffset EnteredAt,
    DateTimeOffset? LeftAt,
    QueueCallEnd? End,
    UserId? Agent,
    DateTimeOffset? EndedAt,
    string? WentTo
);

public enum QueueCallEnd
{
    Answered,

    /// <summary>The caller gave up.</summary>
    Abandoned,

    /// <summary>Waited too long, were too many, or nobody was there: it went on elsewhere, or ended.</summary>
    Overflowed,

    /// <summary>The caller chose something else by a key.</summary>
    Chose,

    /// <summary>The server was stopped while they waited.</summary>
    Interrupted,
}

/// <param name="Total">All that entered.</param>
public sealed record QueueFigures(int Total, int Answered, int Abandoned)
{
    public static QueueFigures None { get; } = new(0, 0, 0);
}
