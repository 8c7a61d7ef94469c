namespace ConnectMe.Queues.Domain;

/// <summary>The queues of a company. They are one stream, so that an extension is given once whoever saves at the same time.</summary>
public sealed partial record CompanyQueues(Guid Id, Guid CompanyId, IReadOnlyList<Queue> All)
{
    public const int Most = 100;

    public static CompanyQueues None(Guid id, Guid company) => new(id, company, []);

    public Queue? Find(Guid id) => All.FirstOrDefault(queue => queue.Id == id);

    /// <summary>The queue that this number is of, its own or its mailbox's; null: none.</summary>
    public Queue? At(string number) => All.FirstOrDefault(queue => queue.Extension == number || queue.MailboxNumber == number);

    /// <summary>Adds it, or changes the one with its id; nothing happens when another has one of its numbers.</summary>
    public IEnumerable<object> Put(Queue queue)
    {
        if (IsOfAnother(queue.Id, queue.Extension) || (queue.MailboxNumber is { } mailbox && IsOfAnother(queue.Id, mailbox)))
        {
            return [];
        }

        return Find(queue.Id) is { } same
            ? same.IsSameAs(queue)
                ? []
                : [new QueueChanged(Id, queue)]
            : All.Count < Most
                ? [new QueueOpened(Id, CompanyId, queue)]
                : [];
    }

    bool IsOfAnother(Guid own, string number) => At(number) is { } holder && holder.Id != own;

    public IEnumerable<object> Remove(Guid queue) => Find(queue) is null ? [] : [new QueueRemoved(Id, queue)];

    public static CompanyQueues Create(QueueOpened opened) => None(opened.QueuesId, opened.CompanyId).Apply(opened);

    public CompanyQueues Apply(QueueOpened opened) => this with { All = [.. All, opened.Queue] };

    public CompanyQueues Apply(QueueChanged changed) =>
        this with
        {
            All = [.. All.Select(queue => queue.Id == changed.Queue.Id ? changed.Queue : queue)],
        };

    public CompanyQueues Apply(QueueRemoved removed) => this with { All = [.. All.Where(queue => queue.Id != removed.QueueId)] };
}
