using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>What the administrator allows and how much of it.</summary>
internal sealed record DialFields
{
    /// <summary>Next to the company's own country.</summary>
    public string[] Countries { get; init; } = [];
    public CostClass[] CostClasses { get; init; } = [];
    public int? ConcurrentCalls { get; init; }
    public int? CallsPerHour { get; init; }
    public int? CallsPerPersonPerHour { get; init; }
    public int? CallsPerDay { get; init; }
    public int? MinutesAbroadPerDay { get; init; }
    public int? PeopleInConference { get; init; }
    public bool LockedAtNight { get; init; }
    public TimeOnly? LockFrom { get; init; }
    public TimeOnly? LockUntil { get; init; }
    public string? AlarmMail { get; init; }

    public static DialFields Of(DialRules rules) =>
        new()
        {
            Countries = [.. rules.Countries],
            CostClasses = [.. rules.CostClasses],
            ConcurrentCalls = rules.ConcurrentCalls,
            CallsPerHour = rules.CallsPerHour,
            CallsPerPersonPerHour = rules.CallsPerPersonPerHour,
            CallsPerDay = rules.CallsPerDay,
            MinutesAbroadPerDay = rules.MinutesAbroadPerDay,
            PeopleInConference = rules.PeopleInConference,
            LockedAtNight = rules.NightLock is not null,
            LockFrom = rules.NightLock?.From ?? new TimeOnly(22, 0),
            LockUntil = rules.NightLock?.Until ?? new TimeOnly(7, 0),
            AlarmMail = rules.AlarmMail,
        };

    public DialRules ToRules() =>
        new()
        {
            Countries = [.. Countries.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            CostClasses = [.. CostClasses.Distinct().Order()],
            ConcurrentCalls = ConcurrentCalls!.Value,
            CallsPerHour = CallsPerHour!.Value,
            CallsPerPersonPerHour = CallsPerPersonPerHour!.Value,
            CallsPerDay = CallsPerDay!.Value,
            MinutesAbroadPerDay = MinutesAbroadPerDay!.Value,
            PeopleInConference = PeopleInConference!.Value,
            NightLock = LockedAtNight ? new NightLock(LockFrom!.Value, LockUntil!.Value) : null,
            AlarmMail = string.IsNullOrWhiteSpace(AlarmMail) ? null : AlarmMail.Trim(),
        };

    internal sealed class Rules : AbstractValidator<DialFields>
    {
        public Rules(IStringLocalizer<SettingsText> text)
        {
            RuleFor(f => f.Countries).Must(countries => countries.All(NumberPlan.Countries.Contains)).WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.CostClasses).Must(classes => classes.All(Enum.IsDefined)).WithMessage(_ => text["ChooseOne"]);
            Cap(f => f.ConcurrentCalls, 0, 1000);
            Cap(f => f.CallsPerHour, 0, DialRules.MostCalls);
            Cap(f => f.CallsPerPersonPerHour, 0, DialRules.MostCalls);
            Cap(f => f.CallsPerDay, 0, DialRules.MostCalls);
            Cap(f => f.MinutesAbroadPerDay, 0, DialRules.MostCalls);
            Cap(f => f.PeopleInConference, 3, DialRules.MostInConference);
            When(
                f => f.LockedAtNight,
                () =>
                {
                    RuleFor(f => f.LockFrom).NotNull().WithMessage(_ => text["TypeTime"]);
                    RuleFor(f => f.LockUntil)
                        .NotNull()
                        .WithMessage(_ => text["TypeTime"])
                        .NotEqual(f => f.LockFrom)
                        .WithMessage(_ => text["LockIsEmpty"]);
                }
            );
            RuleFor(f => f.AlarmMail).Must(IsMail).WithMessage(_ => text["NotAMail"]);

            void Cap(System.Linq.Expressions.Expression<Func<DialFields, int?>> field, int least, int most) =>
                RuleFor(field).Must(value => value >= least && value <= most).WithMessage(_ => text["NotBetween", least, most]);
        }

        static bool IsMail(string? mail) =>
            string.IsNullOrWhiteSpace(mail)
            || (
                mail.Trim() is { Length: <= 254 } given
                && given.IndexOf('@') is > 0 and var at
                && at < given.Length - 1
                && !given.Any(c => char.IsControl(c) || c == ' ')
            );
    }
}
