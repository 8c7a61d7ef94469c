using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Recordings.Domain;
using ConnectMe.Recordings.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Recordings.Features;

internal sealed class ListRecordings(ICurrentUser me, OwnRecordings recordings, IRecordingRules rules, LocalTime local, TimeProvider time)
    : PageModel
{
    /// <summary>The one that is shown open at first.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Open { get; set; }

    /// <summary>By the key of their heading.</summary>
    public IReadOnlyList<IGrouping<string, Recording>> Groups { get; private set; } = [];

    public RecordingLimits Limits { get; private set; } = new(0, TimeSpan.Zero, null);

    public double MegabytesUsed { get; private set; }

    public int MegabytesAllowed => (int)(Limits.Bytes / 1_000_000);

    /// <summary>Of the bar, in per cent.</summary>
    public string Width =>
        Math.Clamp(MegabytesUsed / Math.Max(1, MegabytesAllowed) * 100, 0, 100).ToString("0.#", CultureInfo.InvariantCulture);

    public Task OnGetAsync(CancellationToken ct) => Read(ct);

    /// <summary>The list alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_Recordings", this);
    }

    async Task Read(CancellationToken ct)
    {
        Limits = await rules.Of(me.Company, ct);
        MegabytesUsed = Math.Round(recordings.BytesUsed / 1_000_000.0, 1);
        var all = await recordings.All(ct);
        Groups = [.. all.GroupBy(recording => HeadingOf(recording.StartedAt))];
    }

    string HeadingOf(DateTimeOffset at)
    {
        var (day, today) = (local.DateOf(at), local.DateOf(time.GetUtcNow()));
        var sinceMonday = ((int)today.DayOfWeek + 6) % 7;
        return day == today ? "Today"
            : day >= today.AddDays(-sinceMonday) ? "ThisWeek"
            : "Earlier";
    }
}
