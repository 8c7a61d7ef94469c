using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Statuses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Presence.Features;

[Authorize(Rights.Administrator)]
internal sealed class AddStatus(
    IHandle<PutStatus.Command> put,
    ICurrentUser me,
    IPeople people,
    PresenceInMemory presence,
    StatusPreviews previews,
    IAuditedRequest audit
) : FormPage<StatusFields>("_AddStatusForm")
{
    public StatusList List { get; private set; } = null!;

    public IReadOnlyList<Person> People { get; private set; } = [];

    public StatusPreview Preview { get; private set; } = StatusPreview.None;

    protected override string Next => ListStatuses.Address;

    protected override async Task<StatusFields?> Load(CancellationToken ct)
    {
        List = new StatusList((await presence.Of(me.Company, ct)).Statuses, Current: null);
        People = await people.Of(me.Company, ct);
        Preview = await previews.Of(HttpMethods.IsPost(Request.Method) ? Input : StatusFields.New, ct);
        return StatusFields.New;
    }

    protected override Task<Outcome> Save(CancellationToken ct)
    {
        audit.About(Input.Dutch?.Trim() ?? "");
        return put.Handle(new PutStatus.Command(Guid.CreateVersion7(), Input), ct);
    }
}
