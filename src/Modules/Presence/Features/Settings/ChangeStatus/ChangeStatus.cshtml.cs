using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Presence.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeStatus(
    IHandle<PutStatus.Command> put,
    ICurrentUser me,
    IPeople people,
    PresenceInMemory presence,
    StatusPreviews previews
) : FormPage<StatusFields>("_ChangeStatusForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Status Status { get; private set; } = null!;

    public StatusList List { get; private set; } = null!;

    public IReadOnlyList<Person> People { get; private set; } = [];

    public StatusPreview Preview { get; private set; } = StatusPreview.None;

    public int Place => List.Statuses.All.ToList().IndexOf(Status);

    protected override string Next => ListStatuses.Address;

    protected override async Task<StatusFields?> Load(CancellationToken ct)
    {
        var statuses = (await presence.Of(me.Company, ct)).Statuses;
        if (statuses.Find(Id) is not { } status)
        {
            return null;
        }

        var saved = StatusFields.Of(status);
        Status = status;
        List = new StatusList(statuses, status.Id);
        People = await people.Of(me.Company, ct);
        Preview = await previews.Of(HttpMethods.IsPost(Request.Method) ? Input : saved, ct);
        return saved;
    }

    protected override Task<Outcome> Save(CancellationToken ct) => put.Handle(new PutStatus.Command(Id, Input), ct);
}
