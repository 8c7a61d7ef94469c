using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>What this browser hears and speaks with, in calls and for ringing (M14.5-01). Kept by the browser: devices are the machine's, not the user's.</summary>
internal sealed class ChooseAudio : PageModel;
