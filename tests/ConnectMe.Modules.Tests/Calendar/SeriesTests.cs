using ConnectMe.Calendar.Domain;
using ConnectMe.Calendar.Planning;

namespace ConnectMe.Modules.Tests.Calendar;

/// <summary>A series of which days are changed: this one, this one and the following, all.</summary>
public class SeriesTests
{
    readonly CalendarEntry _lunch = Planned.Entry("2026-11-23 12:30", "2026-11-23 13:30", Planned.Weekly(DayOfWeek.Monday));

    [Fact]
    [Spec("M9.1-03")]
    public void A_day_that_was_adjusted_stays_as_it_is_whatever_becomes_of_the_series()
    {
        var (series, late) = _lunch.Adjust(Planned.Day("2026-12-07"), Planned.Plan("2026-12-07 14:00", "2026-12-07 15:00"), Guid.NewGuid());

        var earlier = series.Change(
            Planned.Day("2026-11-30"),
            Planned.Plan("2026-11-30 11:30", "2026-11-30 12:00"),
            Planned.Weekly(DayOfWeek.Monday)
        );
        var onTuesday = series.Change(
            Planned.Day("2026-11-30"),
            Planned.Plan("2026-12-01 12:30", "2026-12-01 13:30"),
            Planned.Weekly(DayOfWeek.Tuesday)
        );
        var following = series
            .From(Planned.Day("2026-11-30"), Guid.NewGuid())
            .Change(Planned.Day("2026-11-30"), Planned.Plan("2026-11-30 12:00", "2026-11-30 13:00"), Planned.Weekly(DayOfWeek.Monday));

        Assert.Equal(["11-23 12:30", "11-30 12:30", "12-14 12:30"], Times(series));
        Assert.Equal(["11-23 11:30", "11-30 11:30", "12-14 11:30"], Times(earlier));
        Assert.Equal(["11-24 12:30", "12-01 12:30", "12-15 12:30"], Times(onTuesday));
        Assert.Equal(["11-30 12:00", "12-14 12:00", "12-21 12:00"], Times(following));
        Assert.Equal(["11-23 12:30"], Times(series.Before(Planned.Day("2026-11-30"))!));
        Assert.Equal((_lunch.Id, "2026-12-07"), (late.SeriesId, late.Plan.Day.ToString("yyyy-MM-dd")));
        Assert.Equal(["12-07 14:00"], Times(late));
    }

    [Fact]
    [Spec("M9.1-05")]
    public void A_series_begins_on_a_day_of_its_rule_and_may_become_a_single_day()
    {
        var plan = Planned.Plan("2026-11-26 12:30", "2026-11-26 13:30"); // a Thursday

        var mondays = _lunch.Change(Planned.Day("2026-11-23"), plan, Planned.Weekly(DayOfWeek.Monday, DayOfWeek.Friday));
        var once = mondays.Change(Planned.Day("2026-12-04"), Planned.Plan("2026-12-04 12:00", "2026-12-04 13:00"), recurrence: null);

        Assert.Equal(["11-27 12:30", "11-30 12:30", "12-04 12:30"], Times(mondays));
        Assert.Equal(["12-04 12:00"], Times(once));
    }

    [Fact]
    public void Nothing_comes_before_its_first_day_and_it_says_when_all_of_it_is_over()
    {
        Assert.Null(_lunch.Before(Planned.Day("2026-11-23")));
        Assert.Null(_lunch.Ends);
        Assert.Equal(new DateTime(2026, 12, 6, 13, 30, 0), _lunch.Before(Planned.Day("2026-12-07"))!.Ends);
        Assert.Equal(new DateTime(2026, 11, 23, 13, 30, 0), Planned.Entry("2026-11-23 12:30", "2026-11-23 13:30").Ends);
    }

    static IEnumerable<string> Times(CalendarEntry entry) =>
        Occurrences
            .Of(entry, Planned.Utc("2026-01-01 00:00"))
            .Take(3)
            .Select(one =>
                TimeZoneInfo.ConvertTime(one.From, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).ToString("MM-dd HH:mm")
            );
}
