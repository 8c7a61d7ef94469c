using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Queues.Features;

[Authorize(Rights.Administrator)]
internal sealed class AddQueue(
    IHandle<PutQueue.Command> put,
    ICurrentUser me,
    IPeople people,
    ICompanySounds sounds,
    QueueLists lists,
    IAuditedRequest audit
) : FormPage<QueueFields>("_AddQueueForm")
{
    public QueueList List { get; private set; } = null!;

    public QueueChoices Choices { get; private set; } = QueueChoices.None;

    protected override string Next => ListQueues.Address;

    protected override async Task<QueueFields?> Load(CancellationToken ct)
    {
        List = await lists.Read(current: null, ct);
        Choices = await QueueChoices.Read(people, sounds, me.Company, ct);
        return QueueFields.New with { ChargedTo = me.User.Value };
    }

    protected override Task<Outcome> Save(CancellationToken ct)
    {
        audit.About(Input.Name?.Trim() ?? "");
        return put.Handle(new PutQueue.Command(Guid.CreateVersion7(), Input), ct);
    }
}
