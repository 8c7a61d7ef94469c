using System.Collections.Immutable;

namespace ConnectMe.Telephony.Switching;

/// <summary>The calls that one user may take: those that wait in queues of theirs, parked ones, and those that ring at colleagues.</summary>
[GenerateSerializer, Immutable]
internal sealed record TakeableCallsView(
    [property: Id(0)] bool MayPark,
    [property: Id(1)] bool MayPickUp,
    [property: Id(2)] ImmutableArray<TakeableCall> Calls
)
{
    /// <summary>By the clock of the times in <see cref="Calls"/>, which is not set while there are calls.</summary>
    [Id(3)]
    public DateTimeOffset AsOf { get; init; }

    /// <summary>The user is an agent or a supervisor.</summary>
    [Id(4)]
    public bool HasQueues { get; init; }

    public IEnumerable<TakeableCall> Parked => Calls.Where(call => call.Slot is not null);

    public IEnumerable<TakeableCall> Waiting => Calls.Where(call => call.Queue is not null);

    /// <summary>As the page of one queue has it (M13.1-06): who waits in others is not in it.</summary>
    /// <param name="queue">Null: all.</param>
    public TakeableCallsView OfQueue(Guid? queue) =>
        queue is null ? this : this with { Calls = [.. Calls.Where(call => call.Queue is null || call.Queue == queue)] };

    public IEnumerable<TakeableCall> Ringing => Calls.Where(call => call is { Slot: null, Queue: null });
}

/// <param name="Name">Of who waits or calls; empty when the number is nobody's.</param>
/// <param name="Number">For people to read; empty when it is hidden.</param>
/// <param name="Slot">Where it is parked; null when it rings or waits in a queue.</param>
/// <param name="At">Who parked it, at whom it rings, or the name of the queue.</param>
[GenerateSerializer, Immutable]
internal sealed record TakeableCall(
    [property: Id(0)] CallId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Number,
    [property: Id(3)] bool IsOutside,
    [property: Id(4)] string? Slot,
    [property: Id(5)] string At,
    [property: Id(6)] DateTimeOffset Since
)
{
    /// <summary>In which it waits.</summary>
    [Id(7)]
    public Guid? Queue { get; init; }

    /// <summary>As contacts know the number; empty when it is hidden.</summary>
    [Id(8)]
    public string Address { get; init; } = "";

    /// <summary>Of the contact; as <see cref="CallView.Contact"/>.</summary>
    [Id(9)]
    public string Company { get; init; } = "";
}
