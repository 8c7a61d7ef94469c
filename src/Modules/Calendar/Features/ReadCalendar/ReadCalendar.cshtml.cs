using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Calendar.Features;

/// <summary>The user's own calendar: a week, or a day (M9.1-01). Narrow screens show one day of the week.</summary>
internal sealed class ReadCalendar(ShownCalendar calendar) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    public CalendarView Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Shown = await calendar.Of(Day, View is "day", ct);

    /// <summary>What refreshes itself.</summary>
    public async Task<PartialViewResult> OnGetDaysAsync(CancellationToken ct) =>
        Partial("_Calendar", await calendar.Of(Day, View is "day", ct));
}
