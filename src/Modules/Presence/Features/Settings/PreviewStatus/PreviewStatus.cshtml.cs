using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Presence.Features;

/// <summary>What happens to calls as the form is filled in just now (A6-03). Saves nothing.</summary>
[Authorize(Rights.Administrator)]
internal sealed class PreviewStatus(StatusPreviews previews) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public StatusFields Input { get; set; } = new();

    public StatusPreview Preview { get; private set; } = StatusPreview.None;

    public async Task OnGetAsync(CancellationToken ct) => Preview = await previews.Of(Input, ct);
}
