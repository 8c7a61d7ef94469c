using ConnectMe.Identity.Contracts;
using ConnectMe.Recordings.Keeping;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Recordings.Features;

/// <summary>The recordings of others for who may listen to them (A9-01), to review and rate (M12.1-07); for others there is no such page.</summary>
internal sealed class ListenToColleagues(ICurrentUser me, ListenedRecordings recordings, IPeople people) : PageModel
{
    const int PageSize = 50;
    const int MostPages = 100;

    [BindProperty(SupportsGet = true)]
    public int Pages { get; set; } = 1;

    /// <summary>The one that is shown open at first.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Open { get; set; }

    public IReadOnlyList<ShownRecording> Shown { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await recordings.Any(ct))
        {
            return NotFound();
        }

        Pages = Math.Clamp(Pages, 1, MostPages);
        var names = (await people.Of(me.Company, ct)).ToDictionary(person => person.Id.Value, person => person.Name);
        var found = await recordings.Newest((Pages * PageSize) + 1, ct);
        HasMore = found.Count > Pages * PageSize && Pages < MostPages;
        Shown =
        [
            .. found
                .Take(Pages * PageSize)
                .Select(recording => ShownRecording.OfOther(recording, names, me.User.Value) with { IsOpen = recording.Id == Open }),
        ];
        return Page();
    }
}
