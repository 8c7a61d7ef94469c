using ConnectMe.Calendar.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Presence.Domain;

namespace ConnectMe.Modules.Tests.Calendar;

/// <summary>Entries for tests, in short.</summary>
internal static class Planned
{
    public static readonly Guid Person = new("6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8206");
    public static readonly Guid Company = new("6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8b01");

    /// <param name="from">"2026-11-24 12:30", by the clock of Amsterdam.</param>
    public static CalendarEntry Entry(string from, string until, Recurrence? recurrence = null, Guid? status = null) =>
        new(Guid.NewGuid(), Company, Person, Plan(from, until, status)) { Recurrence = recurrence };

    public static EntryPlan Plan(string from, string until, Guid? status = null) =>
        new("", status ?? UsualStatuses.Lunch, Clock(from), Clock(until), "Europe/Amsterdam", ProfileRole.Business);

    public static Recurrence Daily { get; } = new(Repeats.Daily, [], Last: null);

    public static Recurrence Weekly(params DayOfWeek[] days) => new(Repeats.Weekly, days, Last: null);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    public static DateTimeOffset Utc(string moment) =>
        new(DateTime.ParseExact(moment, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);

    static DateTime Clock(string moment) =>
        DateTime.ParseExact(moment, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
