using System.Linq.Expressions;
using ConnectMe.Presence.Domain;
using ConnectMe.Telephony.Contracts;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Presence.Features;

/// <summary>A status as an administrator fills it in.</summary>
internal sealed record StatusFields
{
    public string? Dutch { get; init; }
    public string? English { get; init; }
    public string? Disc { get; init; }
    public TreatmentFields Fixed { get; init; } = new();
    public TreatmentFields Mobile { get; init; } = new();

    /// <summary>Of calls out of queues: what rings. <see cref="RingsChoice.Nothing"/>: queues are paused. How long is the queue's, and where they go then.</summary>
    public TreatmentFields Queue { get; init; } = new();

    public static StatusFields New { get; } =
        new()
        {
            Disc = "ok",
            Fixed = TreatmentFields.Of(CallTreatment.Standard),
            Mobile = TreatmentFields.Of(CallTreatment.Standard),
            Queue = TreatmentFields.Of(CallTreatment.Standard),
        };

    public static StatusFields Of(Status status) =>
        new()
        {
            Dutch = status.Dutch,
            English = status.English,
            Disc = status.Disc,
            Fixed = TreatmentFields.Of(status.Flow.Fixed),
            Mobile = TreatmentFields.Of(status.Flow.Mobile),
            Queue = TreatmentFields.Of(status.Flow.PausesQueues ? status.Flow.Queue with { Rings = RungDevices.None } : status.Flow.Queue),
        };

    public Status ToStatus(Guid id) =>
        new(
            id,
            Dutch!.Trim(),
            English!.Trim(),
            Disc!,
            new CallFlow(Fixed.ToTreatment(), Mobile.ToTreatment())
            {
                Queue = Queue.ToTreatment(),
                PausesQueues = Queue.Rings is RingsChoice.Nothing,
            }
        );

    /// <summary>Of one field alone; whether a name is taken is asked where the others are known.</summary>
    internal sealed class Rules : AbstractValidator<StatusFields>
    {
        public Rules(TreatmentFields.Rules treatment, IStringLocalizer<PresenceText> text)
        {
            Name(f => f.Dutch);
            Name(f => f.English);
            RuleFor(f => f.Disc).Must(disc => Status.Discs.Contains(disc)).WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Fixed).SetValidator(treatment);
            RuleFor(f => f.Mobile).SetValidator(treatment);
            RuleFor(f => f.Queue.Devices)
                .Must(TreatmentFields.AreDevices)
                .When(f => f.Queue.Rings is RingsChoice.These)
                .WithMessage(_ => text["DevicesMissing"]);

            void Name(Expression<Func<StatusFields, string?>> name) =>
                RuleFor(name)
                    .Cascade(CascadeMode.Stop)
                    .Must(typed => !string.IsNullOrWhiteSpace(typed))
                    .WithMessage(_ => text["NameMissing"])
                    .Must(typed => typed!.Trim().Length <= Status.LongestName)
                    .WithMessage(_ => text["NameTooLong", Status.LongestName]);
        }
    }

    public IEnumerable<string> TakenIn(CompanyStatuses statuses, Guid own)
    {
        foreach (var other in statuses.All.Where(status => status.Id != own))
        {
            if (Same(other.Dutch, Dutch))
            {
                yield return nameof(Dutch);
            }

            if (Same(other.English, English))
            {
                yield return nameof(English);
            }
        }
    }

    static bool Same(string name, string? typed) => string.Equals(name, typed?.Trim(), StringComparison.OrdinalIgnoreCase);
}
