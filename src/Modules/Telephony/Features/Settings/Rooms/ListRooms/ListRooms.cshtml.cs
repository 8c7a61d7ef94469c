using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ListRooms(ICurrentUser me, ITelephonyConfigurations configurations) : PageModel
{
    public const string Address = "/admin/rooms";

    public IReadOnlyList<ConferenceRoom> Rooms { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rooms = (await configurations.Of(me.Company, ct)).Rooms;
}
