using System.Text;
using ConnectMe.Identity.Domain;
using Ical.Net;
using Ical.Net.CalendarComponents;

namespace ConnectMe.Identity.Companies;

/// <summary>
/// The days of a calendar (iCalendar, RFC 5545) as exceptions to the opening hours. Read and expanded by Ical.Net; what would keep it busy for long is refused before.
/// </summary>
/// <param name="Refusal">Why the whole file cannot be read, a key of the texts; null: it can.</param>
internal sealed record CalendarFile(IReadOnlyList<ExceptionalDay> Days, IReadOnlyList<RefusedEntry> Refused, string? Refusal)
{
    public const int MostBytes = 512 * 1024;
    public const int MostEntries = 500;
    public const int LongestRun = 60;

    /// <param name="hours">What a part of a day is taken from.</param>
    /// <param name="zone">The company's, an IANA name.</param>
    public static CalendarFile Read(byte[] content, OpeningHours hours, string zone, DateOnly today)
    {
        if (WhyNot(content) is { } refusal)
        {
            return new CalendarFile([], [], refusal);
        }

        List<CalendarEvent> entries;
        try
        {
            entries = [.. CalendarCollection.Load(Encoding.UTF8.GetString(content)).SelectMany(calendar => calendar.Events)];
        }
        catch (Exception failure) when (failure is not OutOfMemoryException) // the library has a dozen ways to say so
        {
            return new CalendarFile([], [], "FileBroken");
        }

        if (entries.Count is 0 or > MostEntries)
        {
            return new CalendarFile([], [], entries.Count == 0 ? "FileEmpty" : "FileTooMany");
        }

        return Read(entries, new ClosedTimes(hours, zone, today));
    }

    static CalendarFile Read(List<CalendarEvent> entries, ClosedTimes times)
    {
        var moved = entries
            .Where(entry => entry.RecurrenceIdentifier is not null)
            .Select(entry => (entry.Uid, entry.RecurrenceIdentifier!.StartTime.Date))
            .ToHashSet();
        var days = new List<ExceptionalDay>();
        var refused = new List<RefusedEntry>();
        foreach (var (entry, number) in entries.Select((entry, at) => (entry, at + 1)))
        {
            if (!entry.IsActive)
            {
                continue; // cancelled
            }

            var name = NameOf(entry);
            var why = WhyNot(entry, name);
            if (why is null)
            {
                (var found, why) = times.Of(entry, name, moved);
                days.AddRange(found);
            }

            if (why is not null)
            {
                refused.Add(new RefusedEntry(number, name, why));
            }
        }

        return new CalendarFile([.. days.OrderBy(day => day.Date)], refused, Refusal: null);
    }

    /// <summary>What can be seen without reading it: too much, no text, boxes in boxes without end.</summary>
    static string? WhyNot(byte[] content)
    {
        if (content.Length is 0 or > MostBytes)
        {
            return content.Length == 0 ? "FileNone" : "FileTooLarge";
        }

        var text = Encoding.UTF8.GetString(content);
        if (
            !text.TrimStart('\uFEFF', ' ', '\r', '\n').StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase)
            || text.Contains('\0', StringComparison.Ordinal)
        )
        {
            return "FileNotCalendar";
        }

        var (depth, entries) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            depth +=
                line.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase) ? 1
                : line.StartsWith("END:", StringComparison.OrdinalIgnoreCase) ? -1
                : 0;
            entries += line.StartsWith("BEGIN:VEVENT", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            if (depth is < 0 or > Deepest)
            {
                return "FileBroken";
            }
        }

        return depth != 0 ? "FileBroken"
            : entries > MostEntries ? "FileTooMany"
            : null;
    }

    static string? WhyNot(CalendarEvent entry, string name) =>
        name.Length == 0 ? "EntryNameless"
        : entry.Start is null ? "EntryDateless"
        : entry.RecurrenceRule is not null && entry.Start.Year < Earliest ? "EntryTooOld"
        : IsTooOften(entry) ? "EntryTooOften"
        : null;

    /// <summary>More than once a day; also by rules upon rules, which RFC 5545 §3.8.5.3 does not allow.</summary>
    static bool IsTooOften(CalendarEvent entry) =>
        entry.Properties.Count(property => property.Name is "RRULE" or "EXRULE") > 1
        || entry.RecurrenceRule is { } rule
            && (rule.Frequency < FrequencyType.Daily || rule.ByHour.Count > 0 || rule.ByMinute.Count > 0 || rule.BySecond.Count > 0);

    static string NameOf(CalendarEvent entry)
    {
        var name = string.Join(' ', (entry.Summary ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        name = string.Concat(name.Where(sign => !char.IsControl(sign)));
        return name.Length > LongestName ? name[..LongestName] : name;
    }

    const int LongestName = 60;
    const int Deepest = 4;

    /// <summary>Of what repeats: each time since then is gone through.</summary>
    const int Earliest = 1990;
}

/// <param name="Number">The how manieth entry of the file.</param>
/// <param name="Why">A key of the texts.</param>
internal sealed record RefusedEntry(int Number, string Name, string Why);
