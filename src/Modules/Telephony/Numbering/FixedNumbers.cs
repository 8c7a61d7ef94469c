using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;

namespace ConnectMe.Telephony.Numbering;

/// <summary>Which of the company's numbers ring at whom, for the pages about people.</summary>
internal sealed class FixedNumbers(ITelephonyConfigurations configurations) : IFixedNumbers
{
    public async ValueTask<IReadOnlyDictionary<UserId, IReadOnlyList<FixedNumber>>> Of(CompanyId company, CancellationToken ct) =>
        (await configurations.Of(company, ct))
            .Numbers.Where(number => number is { PersonId: not null, Kind: not Domain.NumberKind.Mobile })
            .ToLookup(number => new UserId(number.PersonId!.Value))
            .ToDictionary(
                own => own.Key,
                IReadOnlyList<FixedNumber> (own) =>
                    [.. own.Select(number => new FixedNumber(number.Number.Best, $"/admin/numbers/{number.Id}"))]
            );
}
