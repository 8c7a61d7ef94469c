using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeRoom(IHandle<PutRoom.Command> put, ICurrentUser me, ITelephonyConfigurations configurations)
    : FormPage<RoomFields>("_ChangeRoomForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public string Name { get; private set; } = "";

    protected override string Next => ListRooms.Address;

    protected override async Task<RoomFields?> Load(CancellationToken ct)
    {
        if ((await configurations.Of(me.Company, ct)).Rooms.FirstOrDefault(room => room.Id == Id) is not { } room)
        {
            return null;
        }

        Name = room.Name;
        return RoomFields.Of(room);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => put.Handle(new PutRoom.Command(Id, Input), ct);
}
