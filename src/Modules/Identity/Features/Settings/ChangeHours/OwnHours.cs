using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel.Design;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>The opening hours of the company of the request, as its page shows them.</summary>
internal sealed class OwnHours(IQuerySession session, ICurrentUser me, ICompanyPlace place, IBusinessHours business, TimeProvider time)
{
    public async Task<ShownHours> Show(CancellationToken ct)
    {
        var id = OpeningHours.IdOf(me.Company.Value);
        var hours = await session.LoadAsync<OpeningHours>(id, ct) ?? OpeningHours.Standard(id);
        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), place.Zone).DateTime;
        var today = DateOnly.FromDateTime(now);
        return new ShownHours(
            hours,
            business.At(me.Company, time.GetUtcNow()),
            NationalHolidays.Knows(place.Region),
            [
                .. NationalHolidays
                    .Of(place.Region, today.Year)
                    .Concat(NationalHolidays.Of(place.Region, today.Year + 1))
                    .Where(holiday => holiday.Date >= today && holiday.Date < today.AddYears(1)),
            ]
        );
    }
}

/// <param name="Holidays">Of the year that begins today.</param>
internal sealed record ShownHours(
    OpeningHours Hours,
    OpenState Now,
    bool KnowsHolidays,
    IReadOnlyList<(DateOnly Date, string Name)> Holidays
)
{
    public string? Refusal { get; init; }
    public bool IsSaved { get; init; }
}
