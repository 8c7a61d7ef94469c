using System.Linq.Expressions;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>How long a recording may be, and how much of it is kept.</summary>
internal sealed record RecordingFields
{
    public int? Minutes { get; init; }
    public int? Megabytes { get; init; }

    /// <summary>Empty: for ever.</summary>
    public int? Days { get; init; }

    public static RecordingFields Of(RecordingRules rules) =>
        new()
        {
            Minutes = (int)rules.Limit.TotalMinutes,
            Megabytes = rules.Megabytes,
            Days = rules.RetentionDays,
        };

    public RecordingRulesChanged ToChange(Guid rules) => new(rules, TimeSpan.FromMinutes(Minutes!.Value), Megabytes!.Value, Days);

    internal sealed class Rules : AbstractValidator<RecordingFields>
    {
        public Rules(IStringLocalizer<SettingsText> text)
        {
            Between(f => f.Minutes, RecordingRules.MostMinutes);
            Between(f => f.Megabytes, RecordingRules.MostMegabytes);
            RuleFor(f => f.Days)
                .Must(days => days is null or (>= 1 and <= RecordingRules.MostDays))
                .WithMessage(_ => text["NotBetween", 1, RecordingRules.MostDays]);

            void Between(Expression<Func<RecordingFields, int?>> field, int most) =>
                RuleFor(field).Must(value => value >= 1 && value <= most).WithMessage(_ => text["NotBetween", 1, most]);
        }
    }
}
