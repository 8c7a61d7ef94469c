using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Recordings.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Recordings.Features;

internal sealed class ListRecordings(
    ICurrentUser me,
    IPeople people,
    OwnRecordings recordings,
    ListenedRecordings listened,
    IRecordingRules rules,
    LocalTime local,
    TimeProvider time
) : PageModel
{
    /// <summary>The one that is shown open at first.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Open { get; set; }

    /// <summary>The list is asked for, wherever the menu leads.</summary>
    [BindProperty(SupportsGet = true)]
    public bool List { get; set; }

    /// <summary>By the key of their heading.</summary>
    public IReadOnlyList<IGrouping<string, ShownRecording>> Groups { get; private set; } = [];

    /// <summary>Of each kind that this person has.</summary>
    public IReadOnlyList<UsedRoom> Rooms { get; private set; } = [];

    /// <summary>Where this person's recordings are played elsewhere (M12.1-08).</summary>
    public RecordingPortal? Portal { get; private set; }

    public bool MayListen { get; private set; }

    /// <summary>Never leads a page away that calls may go on in: the menu opens the portal beside it (M12.3-01).</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await Read(ct);
        return Portal is { IsFirst: true } portal && !List && Open is null && !Request.Headers.ContainsKey("HX-Request")
            ? Redirect(portal.Address.AbsoluteUri)
            : Page();
    }

    /// <summary>The list alone: what refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await Read(ct);
        return Partial("_Recordings", this);
    }

    async Task Read(CancellationToken ct)
    {
        var everybody = await people.Of(me.Company, ct);
        var right = everybody.FirstOrDefault(person => person.Id == me.User)?.Rights.Recording;
        Portal = right is RecordingRight.Extended ? await rules.PortalOf(me.Company, ct) : null;
        MayListen = await listened.Any(ct);
        var all = await recordings.All(ct);
        var names = everybody.ToDictionary(person => person.Id.Value, person => person.Name);
        Groups =
        [
            .. all.Select(recording => ShownRecording.OfOwn(recording, names, isOpen: recording.Id == Open))
                .GroupBy(shown => HeadingOf(shown.Recording.StartedAt)),
        ];
        var now = right is RecordingRight.Extended ? RecordingKind.Extended : RecordingKind.Personal;
        var kinds = Enum.GetValues<RecordingKind>().Where(kind => kind == now || all.Any(recording => recording.Kind == kind));
        var rooms = new List<UsedRoom>();
        foreach (var kind in kinds)
        {
            rooms.Add(new UsedRoom(kind, await rules.Of(me.Company, kind, ct), recordings.BytesUsed(kind)));
        }

        Rooms = rooms;
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

/// <summary>What recordings of a kind take of what they may.</summary>
internal sealed record UsedRoom(RecordingKind Kind, RecordingLimits Limits, long Bytes)
{
    public double Megabytes => Math.Round(Bytes / 1_000_000.0, 1);

    public int Allowed => (int)(Limits.Bytes / 1_000_000);

    /// <summary>Of the bar, in per cent.</summary>
    public string Width => Math.Clamp(Megabytes / Math.Max(1, Allowed) * 100, 0, 100).ToString("0.#", CultureInfo.InvariantCulture);
}
