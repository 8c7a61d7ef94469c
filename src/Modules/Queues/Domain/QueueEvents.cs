namespace ConnectMe.Queues.Domain;

/// <param name="QueuesId">Of all queues of the company.</param>
public sealed record QueueOpened(Guid QueuesId, Guid CompanyId, Queue Queue);

public sealed record QueueChanged(Guid QueuesId, Queue Queue);

public sealed record QueueRemoved(Guid QueuesId, Guid QueueId);
