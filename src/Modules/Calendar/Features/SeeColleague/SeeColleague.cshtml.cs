using ConnectMe.Calendar.Domain;
using ConnectMe.Calendar.Planning;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Presence.Contracts;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Calendar.Features;

/// <summary>When a colleague plans to be reachable (M5-12): their statuses of the coming week, without what is nobody else's business, title, note and role.</summary>
internal sealed class SeeColleague(
    ICurrentUser me,
    IPeople people,
    IStatuses statuses,
    IQuerySession session,
    LocalTime local,
    TimeProvider time
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Person Colleague { get; private set; } = null!;

    public IReadOnlyList<PlannedDay> Days { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Read(ct) ? Page() : NotFound();

    /// <summary>Beside another page.</summary>
    public async Task<IActionResult> OnGetSideAsync(CancellationToken ct) => await Read(ct) ? Partial("_Side", this) : NotFound();

    /// <summary>As with statuses: who shares theirs sees those of others who do.</summary>
    async Task<bool> Read(CancellationToken ct)
    {
        var sharing = (await people.Of(me.Company, ct)).Where(person => person.Rights.UnifiedCommunications).ToList();
        if (sharing.Find(person => person.Id.Value == Id) is not { } colleague || !sharing.Exists(person => person.Id == me.User))
        {
            return false;
        }

        Colleague = colleague;
        var now = time.GetUtcNow();
        var today = local.DateOf(now);
        var until = local.StartOf(today.AddDays(DaysAhead));
        var known = (await statuses.Of(me.Company, ct)).ToDictionary(status => status.Id);
        var planned = (await session.Query<CalendarEntry>().Where(entry => entry.PersonId == Id).ToListAsync(ct))
            .Where(entry => known.ContainsKey(entry.Plan.StatusId))
            .SelectMany(entry => Occurrences.Of(entry, now).TakeWhile(one => one.From < until))
            .OrderBy(one => one.From)
            .ToList();
        Days = [.. Enumerable.Range(0, DaysAhead).Select(ahead => Day(today.AddDays(ahead)))];
        return true;

        PlannedDay Day(DateOnly day)
        {
            var (from, to) = (local.StartOf(day), local.StartOf(day.AddDays(1)));
            return new PlannedDay(
                from,
                [
                    .. planned
                        .Where(one => one.From < to && one.Until > from)
                        .Select(one => new PlannedPart(
                            known[one.Entry.Plan.StatusId],
                            one.From <= from ? null : one.From,
                            one.Until >= to ? null : one.Until
                        )),
                ]
            );
        }
    }

    const int DaysAhead = 7;
}

/// <param name="From">When it begins.</param>
internal sealed record PlannedDay(DateTimeOffset From, IReadOnlyList<PlannedPart> Parts);

/// <param name="From">Null: before that day.</param>
/// <param name="Until">Null: after that day.</param>
internal sealed record PlannedPart(CompanyStatus Status, DateTimeOffset? From, DateTimeOffset? Until);
