using System.Linq.Expressions;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>How the add-on records, how much of it is kept, who listens, and where else it is played.</summary>
internal sealed record ExtendedRecordingFields
{
    public RecordingVariant Variant { get; init; }
    public bool IsAnnounced { get; init; }
    public int? Minutes { get; init; }
    public int? Megabytes { get; init; }

    /// <summary>Empty: for ever.</summary>
    public int? Days { get; init; }

    public IReadOnlyList<Guid>? Listeners { get; init; }

    /// <summary>Empty: none.</summary>
    public string? Portal { get; init; }

    public bool OpensPortal { get; init; }

    public static ExtendedRecordingFields Of(ExtendedRecording rules) =>
        new()
        {
            Variant =
                !rules.IsAutomatic ? RecordingVariant.Manual
                : rules.IsKeptUnlessRefused ? RecordingVariant.Kept
                : RecordingVariant.OnRequest,
            IsAnnounced = rules.IsAnnounced,
            Minutes = (int)rules.Limit.TotalMinutes,
            Megabytes = rules.Megabytes,
            Days = rules.RetentionDays,
            Listeners = rules.Listeners,
            Portal = rules.Portal?.AbsoluteUri,
            OpensPortal = rules.OpensPortal,
        };

    public ExtendedRecordingChanged ToChange(Guid rules) =>
        new(
            rules,
            new ExtendedRecording(
                Variant is not RecordingVariant.Manual,
                Variant is not RecordingVariant.OnRequest,
                IsAnnounced,
                TimeSpan.FromMinutes(Minutes!.Value),
                Megabytes!.Value,
                Days
            )
            {
                Listeners = Listeners ?? [],
                Portal = AddressOf(Portal),
                OpensPortal = OpensPortal,
            }
        );

    /// <summary>A page on another site, which is nobody's account there.</summary>
    static Uri? AddressOf(string? typed) =>
        Uri.TryCreate(typed?.Trim(), UriKind.Absolute, out var address)
        && address is { UserInfo: "", Host.Length: > 0 }
        && address.Scheme == Uri.UriSchemeHttps
            ? address
            : null;

    internal sealed class Rules : AbstractValidator<ExtendedRecordingFields>
    {
        public Rules(IStringLocalizer<SettingsText> text)
        {
            RuleFor(f => f.Variant).IsInEnum();
            Between(f => f.Minutes, ExtendedRecording.MostMinutes);
            Between(f => f.Megabytes, ExtendedRecording.MostMegabytes);
            RuleFor(f => f.Days)
                .Must(days => days is null or (>= 1 and <= RecordingRules.MostDays))
                .WithMessage(_ => text["NotBetween", 1, RecordingRules.MostDays]);
            RuleFor(f => f.Listeners).Must(listeners => listeners is null || listeners.Count <= MostListeners);
            RuleFor(f => f.Portal)
                .Must(address => string.IsNullOrWhiteSpace(address) || (address.Length <= MostOfAddress && AddressOf(address) is not null))
                .WithMessage(_ => text["NotAPortal"]);
            RuleFor(f => f.OpensPortal)
                .Must((fields, opens) => !opens || !string.IsNullOrWhiteSpace(fields.Portal))
                .OverridePropertyName(f => f.Portal)
                .WithMessage(_ => text["NoPortal"]);

            void Between(Expression<Func<ExtendedRecordingFields, int?>> field, int most) =>
                RuleFor(field).Must(value => value >= 1 && value <= most).WithMessage(_ => text["NotBetween", 1, most]);
        }

        const int MostListeners = 500;
        const int MostOfAddress = 1000;
    }
}

/// <summary>By itself or by hand (M12.1-06).</summary>
internal enum RecordingVariant
{
    /// <summary>By itself, and kept unless the person says otherwise.</summary>
    Kept,

    /// <summary>By itself, and kept when the person says so.</summary>
    OnRequest,

    /// <summary>When the person starts it.</summary>
    Manual,
}
