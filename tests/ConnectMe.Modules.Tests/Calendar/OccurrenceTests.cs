using ConnectMe.Calendar.Domain;
using ConnectMe.Calendar.Planning;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace ConnectMe.Modules.Tests.Calendar;

/// <summary>On which days an entry is, and at which moments: also in the nights that the clock is changed, in Amsterdam on 28 March and 31 October 2027.</summary>
public class OccurrenceTests
{
    [Theory]
    [InlineData("2027-03-28", "02:30", "04:00", "01:30", "02:00")] // 2:30 is not there: it is 3:30
    [InlineData("2027-03-28", "02:15", "02:45", "01:15", "01:45")]
    [InlineData("2027-03-28", "02:30", "03:15", "01:30", "02:15")] // its end would come before its beginning: as long as planned
    [InlineData("2027-03-28", "01:30", "02:30", "00:30", "01:30")]
    [InlineData("2027-03-28", "01:00", "06:00", "00:00", "04:00")] // a night of four hours
    [InlineData("2027-10-31", "02:30", "04:00", "00:30", "03:00")] // 2:30 is there twice: the first
    [InlineData("2027-10-31", "01:00", "02:30", "23:00", "00:30")]
    [InlineData("2027-10-31", "01:00", "06:00", "23:00", "05:00")] // a night of six hours
    [InlineData("2027-10-31", "03:00", "04:00", "02:00", "03:00")]
    [Spec("R8", "M9.1-01")]
    public void In_the_nights_that_the_clock_is_changed_a_missing_time_is_later_and_a_double_one_the_first(
        string day,
        string from,
        string until,
        string begins,
        string ends
    )
    {
        var start = begins == "23:00" ? Planned.Day(day).AddDays(-1).ToString("yyyy-MM-dd") : day;
        var once = Planned.Entry($"{day} {from}", $"{day} {until}");
        var daily = Planned.Entry($"2027-01-05 {from}", $"2027-01-05 {until}", Planned.Daily);

        foreach (var entry in new[] { once, daily })
        {
            var night = Occurrences.On(entry, Planned.Day(day))!;

            Assert.Equal(Planned.Utc($"{start} {begins}"), night.From);
            Assert.Equal(Planned.Utc($"{day} {ends}"), night.Until);
        }
    }

    [Theory]
    [InlineData("2027-03-26")]
    [InlineData("2027-10-29")]
    [Spec("R8")]
    public void Every_day_is_at_the_same_time_by_the_clock_before_and_after(string friday)
    {
        var entry = Planned.Entry($"{friday} 12:30", $"{friday} 13:15", Planned.Daily);

        var week = Occurrences.Of(entry, Planned.Utc($"{friday} 00:00")).Take(5).ToList();

        var amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        Assert.All(week, one => Assert.Equal(new TimeSpan(12, 30, 0), TimeZoneInfo.ConvertTime(one.From, amsterdam).TimeOfDay));
        Assert.All(week, one => Assert.Equal(TimeSpan.FromMinutes(45), one.Until - one.From));
        Assert.Equal(Enumerable.Range(0, 5).Select(Planned.Day(friday).AddDays), week.Select(one => one.Day));
    }

    [Theory]
    [InlineData("2027-03-28", 23)]
    [InlineData("2027-10-31", 25)]
    [Spec("R8", "M9.1-05")]
    public void A_whole_day_goes_from_midnight_to_midnight(string day, int hours)
    {
        var next = Planned.Day(day).AddDays(1).ToString("yyyy-MM-dd");

        var one = Assert.Single(Occurrences.Of(Planned.Entry($"{day} 00:00", $"{next} 00:00"), Planned.Utc("2027-01-01 00:00")));

        Assert.Equal(TimeSpan.FromHours(hours), one.Until - one.From);
    }

    /// <summary>What Ical.Net says of the same series in that zone: its beginnings are ours, so RFC 5545 §3.3.5 is read alike.</summary>
    [Theory]
    [InlineData("2027-03-27")]
    [InlineData("2027-10-30")]
    [Spec("R8")]
    public void The_beginnings_are_those_of_the_library_in_the_same_zone(string saturday)
    {
        var first = Planned.Day(saturday);
        var theirs = new CalendarEvent
        {
            Start = new CalDateTime(first, new TimeOnly(2, 30), "Europe/Amsterdam"),
            End = new CalDateTime(first, new TimeOnly(5, 0), "Europe/Amsterdam"),
            RecurrenceRule = new RecurrenceRule(FrequencyType.Daily, 1),
        };

        var ours = Occurrences.Of(Planned.Entry($"{saturday} 02:30", $"{saturday} 05:00", Planned.Daily), Planned.Utc($"{saturday} 00:00"));

        Assert.Equal(
            theirs
                .GetOccurrences(new CalDateTime(first), new EvaluationOptions())
                .Take(3)
                .Select(one => new DateTimeOffset(one.Period.StartTime.AsUtc, TimeSpan.Zero)),
            ours.Take(3).Select(one => one.From)
        );
    }

    [Fact]
    [Spec("M9.1-05")]
    public void It_comes_again_by_its_rule_until_its_last_day_but_on_the_days_left_out()
    {
        var twoDays = Planned.Entry("2026-11-24 09:00", "2026-11-24 10:00", Planned.Weekly(DayOfWeek.Tuesday, DayOfWeek.Thursday));
        var fortnight = Planned.Entry("2026-11-24 09:00", "2026-11-24 10:00", new(Repeats.EveryTwoWeeks, [DayOfWeek.Tuesday], Last: null));
        var monthly = Planned.Entry("2026-12-31 09:00", "2026-12-31 10:00", new(Repeats.Monthly, [], Planned.Day("2027-08-30")));

        Assert.Equal(["11-24", "11-26", "12-01", "12-03"], Days(twoDays).Take(4));
        Assert.Equal(["11-26", "12-03"], Days(twoDays with { Without = [Planned.Day("2026-11-24"), Planned.Day("2026-12-01")] }).Take(2));
        Assert.Equal(["11-24", "12-08", "12-22", "01-05"], Days(fortnight).Take(4));
        Assert.Equal(["12-31", "01-31", "03-31", "05-31", "07-31"], Days(monthly)); // RFC 5545 §3.3.10: months without a 31st are left out
        Assert.Null(Occurrences.On(twoDays, Planned.Day("2026-11-25")));
        Assert.Null(Occurrences.On(twoDays, Planned.Day("2026-11-17")));
        Assert.Equal(Planned.Day("2036-11-25"), Occurrences.On(twoDays, Planned.Day("2036-11-25"))?.Day);
    }

    [Fact]
    [Spec("M9.1-01")]
    public void What_began_days_ago_and_goes_on_is_there()
    {
        var holiday = Planned.Entry("2026-11-02 08:00", "2026-11-27 18:00");
        var nights = Planned.Entry("2026-11-23 22:00", "2026-11-24 06:00", Planned.Daily);

        Assert.Single(Occurrences.Of(holiday, Planned.Utc("2026-11-24 12:00")));
        Assert.Equal(Planned.Day("2026-11-24"), Occurrences.Of(nights, Planned.Utc("2026-11-25 04:00")).First().Day);
        Assert.Equal(Planned.Day("2026-11-25"), Occurrences.Of(nights, Planned.Utc("2026-11-25 05:00")).First().Day);
    }

    static IEnumerable<string> Days(CalendarEntry entry) =>
        Occurrences.Of(entry, Planned.Utc("2026-01-01 00:00")).Select(one => one.Day.ToString("MM-dd"));
}
