using System.Globalization;
using ConnectMe.Calendar.Planning;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Presence.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Calendar.Features;

/// <summary>Days of the user's own calendar as they see them: in their time zone and notation, with the names and colours that statuses have now.</summary>
internal sealed class ShownCalendar(
    OwnCalendar own,
    IStatuses statuses,
    IReaderTime reader,
    LocalTime local,
    IStringLocalizer<CalendarText> text,
    TimeProvider time
)
{
    /// <param name="wanted">Null: today.</param>
    public async Task<CalendarView> Of(DateOnly? wanted, bool isOneDay, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var today = local.DateOf(now);
        var day = wanted is { Year: >= EntryFields.FirstYear and <= EntryFields.LastYear } ? wanted.Value : today;
        var first = isOneDay ? day : CalendarView.WeekOf(day);
        var days = Enumerable.Range(0, isOneDay ? 1 : 7).Select(first.AddDays).ToList();
        var (from, until) = (local.StartOf(first), local.StartOf(days[^1].AddDays(1)));
        var names = (await statuses.Of(own.Company, ct)).ToDictionary(status => status.Id);
        var occurrences = (await own.All(ct))
            .Where(entry => names.ContainsKey(entry.Plan.StatusId))
            .SelectMany(entry => Occurrences.Of(entry, from).TakeWhile(one => one.From < until))
            .OrderBy(one => one.From)
            .ToList();
        return new CalendarView(day, isOneDay, today)
        {
            Days = [.. days.Select(one => Day(one, occurrences, names, one == today ? RowOf(now) : null))],
            NewAt = day == today ? NextHalfHour(now) : day.ToDateTime(new TimeOnly(9, 0)),
        };
    }

    ShownDay Day(DateOnly day, IReadOnlyList<Occurrence> occurrences, Dictionary<Guid, CompanyStatus> names, (int Row, bool IsLater)? now)
    {
        var (from, until) = (local.StartOf(day), local.StartOf(day.AddDays(1)));
        var entries = new List<ShownEntry>();
        foreach (var one in occurrences.Where(one => one.From < until && one.Until > from))
        {
            var begin = one.From <= from ? 1 : RowOf(one.From).Row;
            var end = one.Until >= until ? CalendarView.Rows + 1 : (int)Math.Ceiling(Clock(one.Until).TimeOfDay.TotalMinutes / 30) + 1;
            var under = entries.Count(other => other.Row + other.Span > begin && other.Row <= begin);
            entries.Add(
                new ShownEntry(one, names[one.Entry.Plan.StatusId])
                {
                    When = WhenOf(one),
                    Row = begin,
                    Span = Math.Max(1, end - begin),
                    Depth = Math.Min(under, 3),
                }
            );
        }

        return new ShownDay(day, entries) { Now = now };
    }

    string WhenOf(Occurrence one)
    {
        var plan = one.Entry.Plan;
        var when =
            plan.AllDay ? text["WholeDay"].Value
            : local.DateOf(one.From) == local.DateOf(one.Until.AddTicks(-1)) ? $"{local.Clock(one.From)} – {local.Clock(one.Until)}"
            : $"{Short(one.From)} {local.Clock(one.From)} – {Short(one.Until)} {local.Clock(one.Until)}";
        var parts = new[] { when, plan.Title, plan.Role is ProfileRole.Private ? text["Role-Private"].Value : "" };
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }

    string Short(DateTimeOffset at) => local.DateOf(at).ToString("ddd d", CultureInfo.CurrentCulture);

    /// <summary>In which half hour of the day, from 1 on.</summary>
    (int Row, bool IsLater) RowOf(DateTimeOffset at)
    {
        var minutes = (int)Clock(at).TimeOfDay.TotalMinutes;
        return (minutes / 30 + 1, minutes % 30 >= 15);
    }

    DateTime NextHalfHour(DateTimeOffset now)
    {
        var clock = Clock(now);
        return clock.Date.AddMinutes(((int)clock.TimeOfDay.TotalMinutes / 30 + 1) * 30);
    }

    DateTime Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, reader.Zone).DateTime;
}

/// <param name="Day">The one that was asked for: the only one on a narrow screen.</param>
internal sealed record CalendarView(DateOnly Day, bool IsOneDay, DateOnly Today)
{
    /// <summary>Half hours in a day.</summary>
    public const int Rows = 48;

    public IReadOnlyList<ShownDay> Days { get; init; } = [];

    /// <summary>What a new one begins with.</summary>
    public DateTime NewAt { get; init; }

    public IEnumerable<DateOnly> Week => Enumerable.Range(0, 7).Select(WeekOf(Day).AddDays);

    public int WeekNumber => ISOWeek.GetWeekOfYear(Day.ToDateTime(TimeOnly.MinValue));

    public string AddressOf(DateOnly day) => Address(day, IsOneDay);

    public string Next(int steps) => AddressOf(Day.AddDays(IsOneDay ? steps : 7 * steps));

    public static string Address(DateOnly day, bool isOneDay) =>
        string.Create(CultureInfo.InvariantCulture, $"/calendar?day={day:yyyy-MM-dd}{(isOneDay ? "&view=day" : "")}");

    public string AddressOfNew(DateTime at) =>
        string.Create(CultureInfo.InvariantCulture, $"/calendar/entry?at={at:yyyy-MM-ddTHH:mm}{(IsOneDay ? "&view=day" : "")}");

    public string AddressOf(ShownEntry entry) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/calendar/entry/{entry.Occurrence.Entry.Id}/{entry.Occurrence.Day:yyyy-MM-dd}{(IsOneDay ? "?view=day" : "")}"
        );

    /// <summary>"23 – 29 november 2026", "30 november – 6 december 2026", "dinsdag 24 november 2026".</summary>
    public string Title
    {
        get
        {
            var (first, last) = (Days[0].Date, Days[^1].Date);
            return IsOneDay ? first.ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture)
                : first.Month == last.Month ? $"{first.Day} – {last.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)}"
                : $"{first.ToString(first.Year == last.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.CurrentCulture)} – {last.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)}";
        }
    }

    /// <summary>Its Monday.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

internal sealed record ShownDay(DateOnly Date, IReadOnlyList<ShownEntry> Entries)
{
    /// <summary>Where the line of the present goes; null: it is not today.</summary>
    public (int Row, bool IsLater)? Now { get; init; }

    public bool IsOff => Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    public string Short => Date.ToString("ddd", CultureInfo.CurrentCulture);

    public string Long => Date.ToString("dddd d MMMM", CultureInfo.CurrentCulture);
}

internal sealed record ShownEntry(Occurrence Occurrence, CompanyStatus Status)
{
    /// <summary>Its times, title and role.</summary>
    public string When { get; init; } = "";

    public int Row { get; init; }

    public int Span { get; init; }

    /// <summary>How many it lies over.</summary>
    public int Depth { get; init; }

    public string Colour =>
        Status.Disc switch
        {
            "ok" => "ok",
            "away" => "warn",
            "dnd" => "bad",
            _ => "off",
        };
}
