using ConnectMe.Identity.Contracts;
using ConnectMe.Presence.Domain;
using ConnectMe.Telephony.Contracts;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Presence.Features;

/// <summary>What becomes of one kind of call.</summary>
internal sealed record TreatmentFields
{
    public RingsChoice? Rings { get; init; }

    /// <summary>Of <see cref="RingsChoice.These"/>.</summary>
    public IReadOnlyList<RungDevices>? Devices { get; init; }

    public int? Seconds { get; init; }
    public bool InTurn { get; init; }
    public CallTargetKind? Then { get; init; }
    public string? Number { get; init; }
    public Guid? Colleague { get; init; }

    /// <summary>What can be chosen one by one.</summary>
    public static IReadOnlyList<RungDevices> Kinds { get; } = [RungDevices.Softphone, RungDevices.DeskPhones, RungDevices.Mobile];

    public static bool AreDevices(IReadOnlyList<RungDevices>? devices) => devices is { Count: > 0 } && devices.All(Kinds.Contains);

    public static TreatmentFields Of(CallTreatment treatment) =>
        new()
        {
            Rings = treatment.Rings switch
            {
                RungDevices.None => RingsChoice.Nothing,
                RungDevices.Chosen => RingsChoice.Chosen,
                _ => RingsChoice.These,
            },
            Devices = [.. Kinds.Where(kind => treatment.Rings.HasFlag(kind))],
            Seconds = treatment.Seconds,
            InTurn = treatment.InTurn,
            Then = treatment.Otherwise.Kind,
            Number = treatment.Otherwise.Number,
            Colleague = treatment.Otherwise.PersonId,
        };

    public CallTreatment ToTreatment() =>
        new(
            Rings switch
            {
                RingsChoice.Nothing => RungDevices.None,
                RingsChoice.These => (Devices ?? []).Aggregate(RungDevices.None, (all, one) => all | one),
                _ => RungDevices.Chosen,
            },
            Rings is RingsChoice.Nothing ? CallTreatment.Standard.Seconds : Seconds ?? CallTreatment.Standard.Seconds,
            Rings is not RingsChoice.Nothing && InTurn,
            Then switch
            {
                CallTargetKind.Number => new CallTarget(CallTargetKind.Number, Number!.Trim()),
                CallTargetKind.Colleague => new CallTarget(CallTargetKind.Colleague, PersonId: Colleague),
                CallTargetKind.Application => Forwarding.Voicemail,
                CallTargetKind.Busy => CallTarget.Busy,
                _ => CallTarget.Nobody,
            }
        );

    internal sealed class Rules : AbstractValidator<TreatmentFields>
    {
        public Rules(ICurrentUser me, IPeople people, DialledNumbers numbers, IStringLocalizer<PresenceText> text)
        {
            RuleFor(f => f.Rings).Must(rings => rings is { } one && Enum.IsDefined(one)).WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Then).Must(then => then is { } one && Enum.IsDefined(one)).WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Devices).Must(AreDevices).When(f => f.Rings is RingsChoice.These).WithMessage(_ => text["DevicesMissing"]);
            RuleFor(f => f.Seconds)
                .Must(seconds => seconds is >= CallTreatment.ShortestRing and <= CallTreatment.LongestRing)
                .When(f => f.Rings is not RingsChoice.Nothing)
                .WithMessage(_ => text["NotBetween", CallTreatment.ShortestRing, CallTreatment.LongestRing]);
            RuleFor(f => f.Number)
                .CustomAsync(
                    async (number, context, ct) =>
                    {
                        if (await numbers.Refuse(number, ct) is { } refusal)
                        {
                            context.AddFailure(text[refusal]);
                        }
                    }
                )
                .When(f => f.Then is CallTargetKind.Number);
            RuleFor(f => f.Colleague)
                .MustAsync(async (id, ct) => (await people.Of(me.Company, ct)).Any(person => person.Id.Value == id))
                .When(f => f.Then is CallTargetKind.Colleague)
                .WithMessage(_ => text["ColleagueMissing"]);
        }
    }
}

internal enum RingsChoice
{
    /// <summary>What each person chose to be called on.</summary>
    Chosen,
    These,
    Nothing,
}
