namespace ConnectMe.Sip.Transactions;

/// <summary>Something with a deadline that moves.</summary>
interface ITimed
{
    DateTimeOffset? NextTimeout { get; }

    /// <summary>For <see cref="Deadlines"/> alone: where it stands in the queue; null: it does not.</summary>
    DateTimeOffset? QueuedAt { get; set; }
}
