using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Queues.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeQueue(
    IHandle<PutQueue.Command> put,
    ICurrentUser me,
    IPeople people,
    ICompanySounds sounds,
    QueuesInMemory queues,
    QueueLists lists
) : FormPage<QueueFields>("_ChangeQueueForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public string Name { get; private set; } = "";

    public QueueList List { get; private set; } = null!;

    public QueueChoices Choices { get; private set; } = QueueChoices.None;

    protected override string Next => ListQueues.Address;

    protected override async Task<QueueFields?> Load(CancellationToken ct)
    {
        if ((await queues.Of(me.Company, ct)).Queues.Find(Id) is not { } queue)
        {
            return null;
        }

        Name = queue.Name;
        List = await lists.Read(Id, ct);
        Choices = await QueueChoices.Read(people, sounds, me.Company, ct);
        return QueueFields.Of(queue);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => put.Handle(new PutQueue.Command(Id, Input), ct);
}
