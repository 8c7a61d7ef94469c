using System.Globalization;
using ConnectMe.Calendar.Domain;
using ConnectMe.Calendar.Planning;
using ConnectMe.Identity.Contracts;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Calendar.Features;

/// <summary>Which days of a series are meant.</summary>
internal enum EntryScope
{
    Only,
    Following,
    All,
}

/// <summary>The field of the form; daily is a tick beside it.</summary>
internal enum RepeatsChoice
{
    Not,
    Weekly,
    EveryTwoWeeks,
    Monthly,
}

/// <summary>A planned status as it is filled in (M9.1-05). Dates and times are as browsers write them.</summary>
internal sealed record EntryFields
{
    public const int FirstYear = 2000;
    public const int LastYear = 2099;

    public string? Title { get; init; }
    public Guid? Status { get; init; }
    public string? FromDay { get; init; }
    public string? FromTime { get; init; }
    public string? UntilDay { get; init; }
    public string? UntilTime { get; init; }

    /// <summary>Whole days, without times.</summary>
    public bool AllDay { get; init; }

    /// <summary>The tick: daily.</summary>
    public bool EveryDay { get; init; }
    public RepeatsChoice Repeats { get; init; }
    public List<DayOfWeek> Days { get; init; } = [];

    /// <summary>The last day; empty: for ever.</summary>
    public string? Last { get; init; }
    public ProfileRole Role { get; init; }
    public string? Note { get; init; }

    /// <summary>Asked where it is a day of a series.</summary>
    public EntryScope Scope { get; init; }

    public static IReadOnlyList<DayOfWeek> WeekDays { get; } =
    [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <param name="at">Where somebody clicked; one hour from there.</param>
    public static EntryFields New(DateTime at, Guid status, ProfileRole role) =>
        new EntryFields
        {
            Status = status,
            Days = [at.DayOfWeek],
            Role = role,
        }.Between(at, at.AddHours(1));

    /// <param name="zone">The reader's: times are shown by their clock.</param>
    public static EntryFields Of(Occurrence occurrence, TimeZoneInfo zone)
    {
        var (plan, again) = (occurrence.Entry.Plan, occurrence.Entry.Recurrence);
        var own = plan.On(occurrence.Day);
        var fields = new EntryFields
        {
            Title = plan.Title,
            Status = plan.StatusId,
            AllDay = plan.AllDay,
            EveryDay = again?.Repeats is Domain.Repeats.Daily,
            Repeats = again?.Repeats switch
            {
                Domain.Repeats.Weekly => RepeatsChoice.Weekly,
                Domain.Repeats.EveryTwoWeeks => RepeatsChoice.EveryTwoWeeks,
                Domain.Repeats.Monthly => RepeatsChoice.Monthly,
                _ => RepeatsChoice.Not,
            },
            Days = again is { IsByWeek: true } ? [.. again.Days] : [occurrence.Day.DayOfWeek],
            Last = again?.Last is { } last ? Written(last) : null,
            Role = plan.Role,
            Note = plan.Note,
        };
        return plan.AllDay
            ? fields.Between(own.From, own.Until.AddDays(-1))
            : fields.Between(
                TimeZoneInfo.ConvertTime(occurrence.From, zone).DateTime,
                TimeZoneInfo.ConvertTime(occurrence.Until, zone).DateTime
            );
    }

    /// <summary>Only of fields that were accepted.</summary>
    public EntryPlan ToPlan(string timeZone) =>
        new(Title?.Trim() ?? "", Status!.Value, From!.Value, Until!.Value, timeZone, Role) { AllDay = AllDay, Note = Note?.Trim() ?? "" };

    /// <summary>Null: once.</summary>
    public Recurrence? ToRecurrence() =>
        RepeatsAs is { } repeats
            ? new Recurrence(repeats, repeats is Domain.Repeats.Daily or Domain.Repeats.Monthly ? [] : [.. Days.Distinct()], Day(Last))
            : null;

    public DateTime? From => Moment(FromDay, AllDay ? "00:00" : FromTime);

    public DateTime? Until => AllDay ? Moment(UntilDay, "00:00")?.AddDays(1) : Moment(UntilDay, UntilTime);

    public Repeats? RepeatsAs =>
        EveryDay
            ? Domain.Repeats.Daily
            : Repeats switch
            {
                RepeatsChoice.Weekly => Domain.Repeats.Weekly,
                RepeatsChoice.EveryTwoWeeks => Domain.Repeats.EveryTwoWeeks,
                RepeatsChoice.Monthly => Domain.Repeats.Monthly,
                _ => null,
            };

    EntryFields Between(DateTime from, DateTime until) =>
        this with
        {
            FromDay = Written(DateOnly.FromDateTime(from)),
            FromTime = from.ToString("HH:mm", CultureInfo.InvariantCulture),
            UntilDay = Written(DateOnly.FromDateTime(until)),
            UntilTime = until.ToString("HH:mm", CultureInfo.InvariantCulture),
        };

    static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= FirstYear and <= LastYear
            ? day
            : null;

    static TimeOnly? Time(string? typed) =>
        TimeOnly.TryParseExact(typed, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    static DateTime? Moment(string? day, string? time) => Day(day) is { } on && Time(time) is { } at ? on.ToDateTime(at) : null;

    internal sealed class Rules : AbstractValidator<EntryFields>
    {
        public Rules(IStringLocalizer<CalendarText> text)
        {
            RuleFor(f => f.Title).MaximumLength(EntryPlan.LongestTitle).WithMessage(_ => text["TooLong", EntryPlan.LongestTitle]);
            RuleFor(f => f.Note).MaximumLength(EntryPlan.LongestNote).WithMessage(_ => text["TooLong", EntryPlan.LongestNote]);
            RuleFor(f => f.FromDay).Must(typed => Day(typed) is not null).WithMessage(_ => text["DayMissing"]);
            RuleFor(f => f.UntilDay).Must(typed => Day(typed) is not null).WithMessage(_ => text["DayMissing"]);
            RuleFor(f => f.FromTime).Must(typed => Time(typed) is not null).When(f => !f.AllDay).WithMessage(_ => text["TimeMissing"]);
            RuleFor(f => f.UntilTime).Must(typed => Time(typed) is not null).When(f => !f.AllDay).WithMessage(_ => text["TimeMissing"]);
            RuleFor(f => f.UntilDay)
                .Cascade(CascadeMode.Stop)
                .Must((f, _) => f.Until > f.From)
                .WithMessage(_ => text["EndsBefore"])
                .Must((f, _) => f.Until - f.From <= TimeSpan.FromDays(EntryPlan.MostDays))
                .WithMessage(_ => text["LastsLong", EntryPlan.MostDays])
                .Must((f, _) => f.RepeatsAs is not { } again || f.Until - f.From <= Most(again))
                .WithMessage(_ => text["LastsBeyondNext"])
                .When(f => f.From is not null && f.Until is not null);
            RuleFor(f => f.Repeats).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Role).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Scope).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Days)
                .Must(days => days.Count > 0 && days.TrueForAll(Enum.IsDefined))
                .When(f => f.RepeatsAs is Domain.Repeats.Weekly or Domain.Repeats.EveryTwoWeeks)
                .WithMessage(_ => text["ChooseDays"]);
            RuleFor(f => f.Last)
                .Cascade(CascadeMode.Stop)
                .Must(typed => Day(typed) is not null)
                .WithMessage(_ => text["DayMissing"])
                .Must((f, typed) => f.From is null || Day(typed) >= DateOnly.FromDateTime(f.From.Value))
                .WithMessage(_ => text["LastBefore"])
                .When(f => f.RepeatsAs is not null && !string.IsNullOrEmpty(f.Last));
        }

        static TimeSpan Most(Repeats repeats) => TimeSpan.FromDays(new Recurrence(repeats, [], Last: null).MostDays);
    }
}
