using ConnectMe.Kernel;

namespace ConnectMe.Queues.Domain;

/// <summary>Whether somebody is signed in to a queue. Without a history: when people worked is nobody's log.</summary>
/// <param name="Since">When they signed in, or out.</param>
/// <param name="PausedSince">When they had not answered too often; they get no calls until they sign in again. Null: they do.</param>
public sealed record QueueSignIn(
    Guid Id,
    Guid QueueId,
    Guid PersonId,
    bool IsSignedIn,
    DateTimeOffset Since,
    DateTimeOffset? PausedSince = null
)
{
    /// <summary>There is one for each agent and queue.</summary>
    public static Guid IdOf(Guid queue, Guid person) => NamedId.Of($"queue/{queue:n}", person);

    public static QueueSignIn In(Guid queue, Guid person, DateTimeOffset now) =>
        new(IdOf(queue, person), queue, person, IsSignedIn: true, now);

    public static QueueSignIn Out(Guid queue, Guid person, DateTimeOffset now) =>
        new(IdOf(queue, person), queue, person, IsSignedIn: false, now);

    /// <returns>Null: nothing changes; they are signed out, paused already, or signed in again since.</returns>
    public QueueSignIn? Pause(DateTimeOffset at) =>
        IsSignedIn && PausedSince is null && Since <= at ? this with { PausedSince = at } : null;
}
