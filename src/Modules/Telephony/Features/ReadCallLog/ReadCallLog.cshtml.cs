using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.History;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

internal sealed class ReadCallLog(ICurrentUser me, CallLog log, IRecordedCalls recorded, KnownCallers known) : PageModel
{
    const int MostPages = 10;

    /// <summary>Only missed ones (M7-03).</summary>
    [BindProperty(SupportsGet = true)]
    public bool Missed { get; set; }

    /// <summary>How many pages of the log are shown, one under the other.</summary>
    [BindProperty(SupportsGet = true)]
    public int Pages { get; set; } = 1;

    public IReadOnlyList<CallLogEntry> Entries { get; private set; } = [];

    public bool HasMore { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Read(ct);

    /// <summary>The list alone: what refreshes itself, and grows.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_CallLog", this);
    }

    async Task Read(CancellationToken ct)
    {
        Pages = Math.Clamp(Pages, 1, MostPages);
        var entries = new List<CallLogEntry>();
        for (var number = 1; number <= Pages; number++)
        {
            var page = await log.Of(me.User.Value, Missed, number, ct);
            entries.AddRange(page.Entries);
            HasMore = page.HasMore && number < MostPages;
            if (!page.HasMore)
            {
                break;
            }
        }

        var recordings = await recorded.Of([.. entries.Select(entry => entry.Story)], ct);
        CallLogEntry[] withRecordings =
        [
            .. entries.Select(entry =>
                recordings.TryGetValue(entry.Story, out var recording) ? entry with { Recording = recording } : entry
            ),
        ];
        Entries = await known.In(withRecordings, ct);
    }
}
