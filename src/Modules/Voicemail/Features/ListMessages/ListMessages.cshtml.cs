using ConnectMe.Identity.Contracts;
using ConnectMe.Voicemail.Keeping;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Voicemail.Features;

/// <summary>The user's own messages (M8-01). Who may not see them here is told what to dial (M8.1-04).</summary>
internal sealed class ListMessages(ICurrentUser me, OwnMessages own, Callers callers, VoicemailSettings settings) : PageModel
{
    /// <summary>The one that is shown open at first.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Open { get; set; }

    public IReadOnlyList<ShownMessage> Messages { get; private set; } = [];

    public PersonRights Rights { get; private set; } = PersonRights.Standard;

    /// <summary>They do not want messages.</summary>
    public bool IsOff { get; private set; }

    public int Most => settings.Messages;

    public string Number => settings.Number;

    public Task OnGetAsync(CancellationToken ct) => Read(ct);

    /// <summary>The list alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_Messages", this);
    }

    async Task Read(CancellationToken ct)
    {
        Rights = await own.Rights(ct);
        IsOff = (await own.Mailbox(ct)).IsOff;
        Messages = await callers.Of(me.Company, me.User, await own.All(ct), ct);
    }
}
