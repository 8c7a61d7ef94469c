using ConnectMe.Kernel;

namespace ConnectMe.Identity.Domain;

/// <summary>When the company can be called: by day of the week, but for public holidays and for days that were said apart.</summary>
/// <param name="KeepsHolidays">On the public holidays of its country it is closed.</param>
public sealed partial record OpeningHours(Guid Id, IReadOnlyList<DayHours> Week, bool KeepsHolidays)
{
    /// <summary>They go before the week and before holidays; by date.</summary>
    public IReadOnlyList<ExceptionalDay> Exceptions { get; init; } = [];

    /// <param name="holiday">The public holiday that this day is; null: none.</param>
    public Openness At(DateTime local, string? holiday)
    {
        var day = On(DateOnly.FromDateTime(local), holiday);
        return new Openness(IsWithin(TimeOnly.FromDateTime(local), day.From, day.Until), day.Name.Length > 0 ? day.Name : null);
    }

    /// <summary>What holds on a day; without a name on an ordinary one.</summary>
    /// <param name="holiday">The public holiday that this day is; null: none.</param>
    public ExceptionalDay On(DateOnly day, string? holiday)
    {
        if (Exceptions.FirstOrDefault(one => one.Date == day) is { } exception)
        {
            return exception;
        }

        if (KeepsHolidays && holiday is not null)
        {
            return new ExceptionalDay(day, holiday, From: null, Until: null);
        }

        var hours = Week.FirstOrDefault(one => one.Day == day.DayOfWeek);
        return new ExceptionalDay(day, "", hours?.From, hours?.Until);
    }

    public static OpeningHours Create(OpeningHoursChanged changed) => new(changed.OpeningHoursId, changed.Week, changed.KeepsHolidays);

    public static OpeningHours Create(ExceptionalDayAdded added) => Standard(added.OpeningHoursId).Apply(added);

    public OpeningHours Apply(OpeningHoursChanged changed) => this with { Week = changed.Week, KeepsHolidays = changed.KeepsHolidays };

    public OpeningHours Apply(ExceptionalDayAdded added) =>
        this with
        {
            Exceptions = [.. Exceptions.Where(one => one.Date != added.Day.Date).Append(added.Day).OrderBy(one => one.Date)],
        };

    public OpeningHours Apply(ExceptionalDayRemoved removed) =>
        this with
        {
            Exceptions = [.. Exceptions.Where(one => one.Date != removed.Date)],
        };

    public static Guid IdOf(Guid company) => NamedId.Of("opening-hours", company);

    /// <summary>Until somebody says otherwise.</summary>
    public static OpeningHours Standard(Guid id) =>
        new(
            id,
            [
                .. Enum.GetValues<DayOfWeek>()
                    .Select(day =>
                        day is DayOfWeek.Saturday or DayOfWeek.Sunday
                            ? new DayHours(day, From: null, Until: null)
                            : new DayHours(day, new TimeOnly(8, 30), new TimeOnly(17, 0))
                    ),
            ],
            KeepsHolidays: true
        );

    static bool IsWithin(TimeOnly time, TimeOnly? from, TimeOnly? until) => from <= time && time < until;
}

/// <param name="From">Null: closed that day.</param>
public sealed record DayHours(DayOfWeek Day, TimeOnly? From, TimeOnly? Until);

/// <param name="Name">Why: "Bedrijfsuitje".</param>
/// <param name="From">Null: closed all day; else a shorter or longer day.</param>
public sealed record ExceptionalDay(DateOnly Date, string Name, TimeOnly? From, TimeOnly? Until);

/// <param name="Because">The holiday or exception; null on an ordinary day.</param>
public sealed record Openness(bool IsOpen, string? Because);

public sealed record OpeningHoursChanged(Guid OpeningHoursId, IReadOnlyList<DayHours> Week, bool KeepsHolidays, DateTimeOffset At, Guid By);

public sealed record ExceptionalDayAdded(Guid OpeningHoursId, ExceptionalDay Day, DateTimeOffset At, Guid By);

public sealed record ExceptionalDayRemoved(Guid OpeningHoursId, DateOnly Date, DateTimeOffset At, Guid By);
