using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Numbering;

/// <summary>The numbers that ring somebody, and the mobile that they noted to call with.</summary>
internal sealed class NumbersOfPeople(ITelephonyConfigurations configurations) : IPersonNumbers
{
    public async ValueTask<IReadOnlyList<PersonNumber>> Of(CompanyId company, UserId person, CancellationToken ct)
    {
        var configuration = await configurations.Of(company, ct);
        var own = configuration
            .Numbers.Where(number => number.PersonId == person.Value)
            .OrderBy(number => number.Kind)
            .Select(number => new PersonNumber(
                number.Number.Best,
                NumberPlan.Show(number.Number.Best),
                IsMobile: number.Kind is NumberKind.Mobile,
                IsPrivate: false
            ))
            .ToList();
        return configuration.Mobiles.GetValueOrDefault(person.Value)?.E164 is { } noted && own.TrueForAll(number => number.Number != noted)
            ? [.. own, new PersonNumber(noted, NumberPlan.Show(noted), IsMobile: true, IsPrivate: true)]
            : own;
    }
}
