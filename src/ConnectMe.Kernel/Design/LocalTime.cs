using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Kernel.Design;

/// <summary>Moments and durations as people here read them: 14:05, "Gisteren", 4 min. In the reader's time zone and notation: no page writes a moment in another way.</summary>
public sealed class LocalTime(IStringLocalizer<DesignText> text, TimeProvider time, IReaderTime reader)
{
    /// <summary>14:05, or 2:05 PM.</summary>
    public string Clock(DateTimeOffset at) => Local(at).ToString(reader.TwelveHours ? "h:mm tt" : "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"Vandaag", "Gisteren", else "di 24 nov", with the year when it is another one.</summary>
    public string Day(DateTimeOffset at)
    {
        var day = DateOf(at);
        var today = DateOf(time.GetUtcNow());
        return (today.DayNumber - day.DayNumber) switch
        {
            0 => text["Today"],
            1 => text["Yesterday"],
            _ => day.ToString(day.Year == today.Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.CurrentCulture),
        };
    }

    /// <summary>"14:05" of today, else "Gisteren 14:05", "di 24 nov 14:05".</summary>
    public string When(DateTimeOffset at) => DateOf(at) == DateOf(time.GetUtcNow()) ? Clock(at) : $"{Day(at)} {Clock(at)}";

    /// <summary>Where there is little room: "14:05" of today, "Gisteren", "Ma" of the last week, else "24 nov", with the year when it is another one.</summary>
    public string Short(DateTimeOffset at)
    {
        var day = DateOf(at);
        var today = DateOf(time.GetUtcNow());
        if (day == today)
        {
            return Clock(at);
        }

        var words = (today.DayNumber - day.DayNumber) switch
        {
            1 => text["Yesterday"].Value,
            > 1 and < 7 => day.ToString("ddd", CultureInfo.CurrentCulture),
            _ => day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.CurrentCulture),
        };
        return $"{char.ToUpper(words[0], CultureInfo.CurrentCulture)}{words[1..]}";
    }

    /// <summary>"Dinsdag 24 november 2026, 08:51".</summary>
    public string Full(DateTimeOffset at)
    {
        var date = Local(at).ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture);
        return $"{char.ToUpper(date[0], CultureInfo.CurrentCulture)}{date[1..]}, {Clock(at)}";
    }

    /// <summary>For the attribute of a &lt;time&gt;.</summary>
    public static string Machine(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>52 s, 12 min, 1 u 05.</summary>
    public string Length(TimeSpan length) =>
        length switch
        {
            { TotalSeconds: < 60 } => $"{(int)length.TotalSeconds} s",
            { TotalMinutes: < 60 } => $"{(int)length.TotalMinutes} min",
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours} {text["Hour"].Value} {length.Minutes:00}"),
        };

    /// <summary>A running clock: 04:17, 1:02:03. The page counts on from it.</summary>
    public static string Running(TimeSpan length)
    {
        var shown = length < TimeSpan.Zero ? TimeSpan.Zero : length;
        return shown.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)shown.TotalHours}:{shown.Minutes:00}:{shown.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{shown.Minutes:00}:{shown.Seconds:00}");
    }

    /// <summary>"2026-11-24 14:05:09": for spreadsheets.</summary>
    public string Sortable(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>When a day begins here.</summary>
    public DateTimeOffset StartOf(DateOnly day) => reader.Zone.Moment(day.ToDateTime(TimeOnly.MinValue));

    DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, reader.Zone);
}
