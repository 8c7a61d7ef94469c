using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Numbering;

/// <summary>The numbers that ring somebody, the mobile that the administrator noted, and the one that they noted themselves to call with.</summary>
internal sealed class NumbersOfPeople(ITelephonyConfigurations configurations, IPeople people) : IPersonNumbers
{
    public async ValueTask<IReadOnlyList<PersonNumber>> Of(CompanyId company, UserId person, CancellationToken ct)
    {
        var set = await configurations.Of(company, ct);
        var mobile = (await people.Of(company, ct)).FirstOrDefault(one => one.Id == person)?.Mobile;
        return Of(set, person.Value, set.Numbers.Where(number => number.PersonId == person.Value), mobile);
    }

    public async ValueTask<IReadOnlyDictionary<UserId, IReadOnlyList<PersonNumber>>> All(CompanyId company, CancellationToken ct)
    {
        var set = await configurations.Of(company, ct);
        var own = set.Numbers.ToLookup(number => number.PersonId);
        var mobiles = (await people.Of(company, ct)).ToDictionary(person => person.Id.Value, person => person.Mobile);
        return own.Select(one => one.Key)
            .OfType<Guid>()
            .Union(mobiles.Keys)
            .ToDictionary(person => new UserId(person), person => Of(set, person, own[person], mobiles.GetValueOrDefault(person)));
    }

    static IReadOnlyList<PersonNumber> Of(TelephonyConfiguration set, Guid person, IEnumerable<CompanyNumber> ringing, string? mobile)
    {
        PersonNumber Number(string number, bool isMobile, NumberUse use, string? address = null) =>
            new(number, NumberPlan.Show(number), isMobile)
            {
                IsForColleagues = use.HasFlag(set.UseNowOf(person)),
                Role = use switch
                {
                    NumberUse.Business => ProfileRole.Business,
                    NumberUse.Private => ProfileRole.Private,
                    _ => null,
                },
                Address = address,
            };

        List<PersonNumber> all =
        [
            .. ringing
                .OrderBy(number => number.Kind)
                .Select(number => Number(number.Number.Best, number.Kind is NumberKind.Mobile, number.Use, $"/admin/numbers/{number.Id}")),
        ];
        if (mobile is not null)
        {
            all.Add(Number(mobile, isMobile: true, NumberUse.Business));
        }

        if (set.Mobiles.GetValueOrDefault(person) is { } noted)
        {
            all.Add(Number(noted.E164, isMobile: true, noted.Use));
        }

        return [.. all.DistinctBy(number => number.Number)];
    }
}
