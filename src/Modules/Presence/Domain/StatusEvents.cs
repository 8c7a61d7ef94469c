namespace ConnectMe.Presence.Domain;

public sealed record StatusDefined(Guid StatusesId, Status Status);

public sealed record StatusChanged(Guid StatusesId, Status Status);

public sealed record StatusRemoved(Guid StatusesId, Guid StatusId);

/// <param name="Order">The ids of all statuses.</param>
public sealed record StatusesOrdered(Guid StatusesId, IReadOnlyList<Guid> Order);

public sealed record StandardStatusChosen(Guid StatusesId, Guid StatusId);
