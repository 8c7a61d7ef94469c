using ConnectMe.Identity.Contracts;
using ConnectMe.Voicemail.Contracts;
using ConnectMe.Voicemail.Keeping;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Voicemail.Features;

/// <summary>The messages of the user's groups, clustered per group (M8.3-01). Who is in no group has none (M8-04).</summary>
internal sealed class ListGroupMessages(ICurrentUser me, OwnMessages own, Callers callers) : PageModel
{
    /// <summary>The rest is behind a button (M8.3-02).</summary>
    public const int ShownAtFirst = 3;

    public IReadOnlyList<(GroupMailbox Group, IReadOnlyList<ShownMessage> Messages)> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await Read(ct);
        return Groups.Count == 0 ? Redirect("/voicemail") : Page();
    }

    /// <summary>The list alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_Groups", this);
    }

    async Task Read(CancellationToken ct)
    {
        var groups = await own.Groups(ct);
        var messages = (await callers.Of(me.Company, me.User, await own.In(groups, ct), ct)).ToLookup(shown => shown.Message.OwnerId);
        Groups = [.. groups.Select(group => (group, (IReadOnlyList<ShownMessage>)[.. messages[group.Id]]))];
    }
}
