using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.History;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

/// <summary>The call log (M7).</summary>
internal sealed class ReadCallLog(ICurrentUser me, CallLog log, IRecordedCalls recorded, KnownCallers known, LocalTime local) : PageModel
{
    const int MostPages = 10;

    [BindProperty(SupportsGet = true, Name = "")]
    public CallLogChoice Choice { get; set; } = new();

    /// <summary>How many pages of the log are shown, one under the other.</summary>
    [BindProperty(SupportsGet = true)]
    public int Pages { get; set; } = 1;

    public IReadOnlyList<CallLogEntry> Entries { get; private set; } = [];

    public bool HasMore { get; private set; }

    /// <summary>Whose calls alone are shown, as the newest of them names them; null: everybody's.</summary>
    public string? With { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Read(ct);

    /// <summary>The list alone: what refreshes itself, and grows.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_CallLog", this);
    }

    /// <summary>The calls of a day, those with the same person one after another together.</summary>
    public static IEnumerable<IReadOnlyList<CallLogEntry>> Folded(IEnumerable<CallLogEntry> day)
    {
        List<CallLogEntry> run = [];
        foreach (var entry in day)
        {
            if (run.Count > 0 && !IsSameParty(run[0], entry))
            {
                yield return run;
                run = [];
            }

            run.Add(entry);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    static bool IsSameParty(CallLogEntry one, CallLogEntry other) => one.Who is { } who && who == other.Who;

    async Task Read(CancellationToken ct)
    {
        Pages = Math.Clamp(Pages, 1, MostPages);
        var page = await log.Of(me.User.Value, Choice.Filter(local), Pages * CallLog.PageSize, ct);
        HasMore = page.HasMore && Pages < MostPages;
        var recordings = await recorded.Of([.. page.Entries.Select(entry => entry.Story)], ct);
        CallLogEntry[] whole =
        [
            .. page.Entries.Select(entry =>
                entry with
                {
                    Recording = recordings.TryGetValue(entry.Story, out var recording) ? recording : null,
                }
            ),
        ];
        Entries = await known.In(whole, ct);
        With =
            string.IsNullOrEmpty(Choice.Who) ? null
            : Entries is [{ OtherName: { Length: > 0 } name }, ..] ? name
            : Entries is [var first, ..] ? first.OtherNumber
            : Choice.Who;
    }
}
