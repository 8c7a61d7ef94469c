using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Contracts;
using ConnectMe.Presence.Domain;

namespace ConnectMe.Modules.Tests.Presence;

/// <summary>Which status holds of what is planned, chosen and standard, as a function of the time.</summary>
public class PlannedStatusTests
{
    static readonly CompanyStatuses Statuses = UsualStatuses.Of(Guid.NewGuid());
    static readonly UserId Noor = new(Guid.NewGuid());

    [Fact]
    [Spec("M9.1-01", "B25")]
    public void A_plan_holds_from_its_beginning_to_its_end_and_says_so()
    {
        var noor = Plans(Lunch("12:30", "13:30"));

        Assert.Equal(("Available", null, false), At(noor, "12:29"));
        Assert.Equal(("Lunch", "13:30", true), At(noor, "12:30"));
        Assert.Equal(("Lunch", "13:30", true), At(noor, "13:29"));
        Assert.Equal(("Available", null, false), At(noor, "13:30"));
        Assert.Equal(
            [Time("12:30"), Time("13:30"), null],
            new[] { "12:00", "12:30", "13:30" }.Select(at => noor.NextChange(Time(at)!.Value))
        );
    }

    [Fact]
    [Spec("M9.1-01")]
    public void Of_two_that_overlap_the_one_that_begins_later_holds()
    {
        var noor = Plans(
            One(UsualStatuses.FromHome, "08:00", "17:00"),
            Lunch("12:30", "13:30"),
            One(UsualStatuses.InMeeting, "13:00", "14:00")
        );

        Assert.Equal(("Working from home", "12:30", true), At(noor, "09:00"));
        Assert.Equal(("Lunch", "13:00", true), At(noor, "12:45"));
        Assert.Equal(("In a meeting", "14:00", true), At(noor, "13:15"));
        Assert.Equal(("Working from home", "17:00", true), At(noor, "14:00"));
    }

    [Fact]
    [Spec("M9.1-01")]
    public void What_is_chosen_by_hand_wins_until_the_next_change_that_is_planned()
    {
        var plans = Plans(One(UsualStatuses.FromHome, "08:00", "17:00"), Lunch("12:30", "13:30"));
        var open = plans with { Chosen = Chosen(UsualStatuses.DoNotDisturb, at: "09:00", until: null) };
        var untilTen = plans with { Chosen = Chosen(UsualStatuses.DoNotDisturb, at: "09:00", until: "10:00") };
        var untilFour = plans with { Chosen = Chosen(UsualStatuses.DoNotDisturb, at: "09:00", until: "16:00") };

        Assert.Equal(("Do not disturb", null, false), At(open, "12:29"));
        Assert.Equal(("Lunch", "13:30", true), At(open, "12:30"));
        Assert.Equal(("Working from home", "17:00", true), At(open, "13:30")); // the end of the lunch is a change too
        Assert.Equal(("Do not disturb", null, false), At(open, "17:00")); // it was chosen without an end
        Assert.Equal(("Do not disturb", "10:00", false), At(untilTen, "09:30"));
        Assert.Equal(("Working from home", "12:30", true), At(untilTen, "10:00"));
        Assert.Equal(("Do not disturb", "12:30", false), At(untilFour, "09:30")); // that long it holds
        Assert.Equal(("Available", null, false), At(untilFour, "17:00"));
    }

    [Fact]
    [Spec("M9.1-01")]
    public void After_a_plan_somebody_is_in_what_they_were_in_before()
    {
        var away = Plans(Lunch("12:30", "13:30")) with { Chosen = Chosen(UsualStatuses.Away, at: "09:00", until: null) };
        var chosenWithin = away with { Chosen = Chosen(UsualStatuses.DoNotDisturb, at: "13:00", until: null) };

        Assert.Equal(("Lunch", "13:30", true), At(away, "13:00"));
        Assert.Equal(("Away", null, false), At(away, "13:30"));
        Assert.Equal(("Do not disturb", null, false), At(chosenWithin, "13:00"));
    }

    [Fact]
    [Spec("M9.1-01")]
    public void A_status_that_was_removed_is_not_planned_any_more()
    {
        var noor = Plans(One(UsualStatuses.FromHome, "08:00", "17:00"), One(Guid.NewGuid(), "12:00", "13:00"));

        Assert.Equal(("Working from home", "17:00", true), At(noor, "12:30"));
    }

    static (string Name, string? Until, bool IsPlanned) At(PersonAvailability person, string at)
    {
        var held = person.At(Time(at)!.Value, Statuses);
        return (held.Status.English, held.Until?.ToString("HH:mm"), held.IsPlanned);
    }

    static PersonAvailability Plans(params PlannedStatus[] planned) => PersonAvailability.None with { Planned = planned };

    static PlannedStatus Lunch(string from, string until) => One(UsualStatuses.Lunch, from, until);

    static PlannedStatus One(Guid status, string from, string until) =>
        new(Noor, status, Time(from)!.Value, Time(until)!.Value, ProfileRole.Business);

    static ChosenStatus Chosen(Guid status, string at, string? until) =>
        new(Noor.Value, Guid.NewGuid(), status, Time(until)) { At = Time(at)!.Value };

    static DateTimeOffset? Time(string? at) =>
        at is null ? null : new DateTimeOffset(new DateOnly(2026, 11, 24).ToDateTime(TimeOnly.ParseExact(at, "HH:mm")), TimeSpan.Zero);
}
