using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>
/// What this browser hears and speaks with, in calls and for ringing (M14.5-01). Kept by the browser: devices are the machine's, not the user's.
/// The tone that rings is the user's.
/// </summary>
internal sealed class ChooseAudio(ICurrentUser me, IQuerySession session) : PageModel
{
    public Ringtone Tone { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Tone = await ChooseRingtone.Of(me.User, session, ct);
}
