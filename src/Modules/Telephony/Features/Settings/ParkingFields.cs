using System.Linq.Expressions;
using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>Where calls are parked, and for how long.</summary>
internal sealed record ParkingFields
{
    public int? First { get; init; }
    public int? Slots { get; init; }
    public int? Seconds { get; init; }

    public static ParkingFields Of(ParkingLot lot) =>
        new()
        {
            First = lot.First,
            Slots = lot.Slots,
            Seconds = (int)lot.Limit.TotalSeconds,
        };

    public ParkingLotChanged ToChange(Guid lot) => new(lot, First!.Value, Slots!.Value, TimeSpan.FromSeconds(Seconds!.Value));

    internal sealed class Rules : AbstractValidator<ParkingFields>
    {
        public Rules(
            ICurrentUser me,
            IPeople people,
            IEnumerable<IReservedNumbers> reserved,
            OwnEmergencyNumbers emergencyNumbers,
            IStringLocalizer<SettingsText> text
        )
        {
            Between(f => f.Slots, 1, ParkingLot.MostSlots);
            Between(f => f.Seconds, (int)ParkingLot.ShortestLimit.TotalSeconds, (int)ParkingLot.LongestLimit.TotalSeconds);
            RuleFor(f => f.First)
                .Cascade(CascadeMode.Stop)
                .Must(first => first is >= ParkingLot.LowestFirst and <= ParkingLot.HighestFirst)
                .WithMessage(_ => text["NotBetween", ParkingLot.LowestFirst, ParkingLot.HighestFirst])
                .Must((fields, _) => !NumbersOf(fields).Any(emergencyNumbers.Contains))
                .WithMessage(_ => text["SlotIsEmergency"])
                .MustAsync(
                    async (fields, _, ct) =>
                        !NumbersOf(fields).Intersect((await people.Of(me.Company, ct)).Select(person => person.Extension)).Any()
                        && !await IsCalled(NumbersOf(fields), ct)
                )
                .WithMessage(_ => text["SlotIsExtension"]);

            async Task<bool> IsCalled(IEnumerable<string> numbers, CancellationToken ct)
            {
                foreach (var number in numbers)
                {
                    foreach (var other in reserved.Where(other => other.CanBeCalled))
                    {
                        if (await other.IsReserved(me.Company, number, ct))
                        {
                            return true;
                        }
                    }
                }

                return false;
            }

            void Between(Expression<Func<ParkingFields, int?>> field, int least, int most) =>
                RuleFor(field).Must(value => value >= least && value <= most).WithMessage(_ => text["NotBetween", least, most]);
        }

        static IEnumerable<string> NumbersOf(ParkingFields fields) =>
            Enumerable.Range(fields.First!.Value, Math.Clamp(fields.Slots ?? 1, 1, ParkingLot.MostSlots)).Select(number => $"{number}");
    }
}
