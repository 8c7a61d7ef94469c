namespace ConnectMe.Presence.Domain;

/// <summary>The statuses that a company's people choose from, in their order (A6-01).</summary>
/// <param name="StandardId">Of the one that everybody is in who is in no other (M4.4-07).</param>
public sealed partial record CompanyStatuses(Guid Id, IReadOnlyList<Status> All, Guid StandardId)
{
    public const int Most = 20;

    public Status Standard => All.First(status => status.Id == StandardId);

    public Status? Find(Guid id) => All.FirstOrDefault(status => status.Id == id);

    public IEnumerable<object> Define(Status status) =>
        Find(status.Id) is { } same
            ? same == status
                ? []
                : [new StatusChanged(Id, status)]
            : All.Count < Most
                ? [new StatusDefined(Id, status)]
                : [];

    /// <summary>The standard one stays: who was in another that is removed is in it.</summary>
    public IEnumerable<object> Remove(Guid status) =>
        status != StandardId && Find(status) is not null ? [new StatusRemoved(Id, status)] : [];

    public IEnumerable<object> Move(Guid status, bool up)
    {
        var order = All.Select(one => one.Id).ToList();
        var at = order.IndexOf(status);
        var to = up ? at - 1 : at + 1;
        if (at < 0 || to < 0 || to >= order.Count)
        {
            return []; // it is at the end already
        }

        (order[at], order[to]) = (order[to], order[at]);
        return [new StatusesOrdered(Id, order)];
    }

    public IEnumerable<object> MakeStandard(Guid status) =>
        status != StandardId && Find(status) is not null ? [new StandardStatusChosen(Id, status)] : [];

    public static CompanyStatuses Create(StatusDefined defined) => UsualStatuses.Of(defined.StatusesId).Apply(defined);

    public static CompanyStatuses Create(StatusChanged changed) => UsualStatuses.Of(changed.StatusesId).Apply(changed);

    public static CompanyStatuses Create(StatusRemoved removed) => UsualStatuses.Of(removed.StatusesId).Apply(removed);

    public static CompanyStatuses Create(StatusesOrdered ordered) => UsualStatuses.Of(ordered.StatusesId).Apply(ordered);

    public static CompanyStatuses Create(StandardStatusChosen chosen) => UsualStatuses.Of(chosen.StatusesId).Apply(chosen);

    public CompanyStatuses Apply(StatusDefined defined) => this with { All = [.. All, defined.Status] };

    public CompanyStatuses Apply(StatusChanged changed) =>
        this with
        {
            All = [.. All.Select(status => status.Id == changed.Status.Id ? changed.Status : status)],
        };

    public CompanyStatuses Apply(StatusRemoved removed) => this with { All = [.. All.Where(status => status.Id != removed.StatusId)] };

    public CompanyStatuses Apply(StatusesOrdered ordered) =>
        this with
        {
            All = [.. All.OrderBy(status => ordered.Order.ToList().IndexOf(status.Id))],
        };

    public CompanyStatuses Apply(StandardStatusChosen chosen) => this with { StandardId = chosen.StatusId };
}
