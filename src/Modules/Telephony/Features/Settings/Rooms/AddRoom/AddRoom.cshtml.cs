using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class AddRoom(IHandle<PutRoom.Command> put, IAuditedRequest audit) : FormPage<RoomFields>("_AddRoomForm")
{
    protected override string Next => ListRooms.Address;

    protected override Task<RoomFields?> Load(CancellationToken ct) => Task.FromResult<RoomFields?>(new RoomFields());

    protected override Task<Outcome> Save(CancellationToken ct)
    {
        audit.About(Input.Name?.Trim() ?? "");
        return put.Handle(new PutRoom.Command(Guid.CreateVersion7(), Input), ct);
    }
}
