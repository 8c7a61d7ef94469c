using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.Features;

/// <summary>Which of the company's numbers ring at whom.</summary>
internal sealed class FixedNumbersShown(ICurrentUser me, IPersonNumbers numbers)
{
    public async Task<IReadOnlyList<PersonNumber>> Of(Guid person, CancellationToken ct) =>
        Fixed(await numbers.Of(me.Company, new UserId(person), ct));

    public async Task<IReadOnlyDictionary<UserId, IReadOnlyList<PersonNumber>>> All(CancellationToken ct) =>
        (await numbers.All(me.Company, ct)).ToDictionary(own => own.Key, own => Fixed(own.Value));

    static IReadOnlyList<PersonNumber> Fixed(IReadOnlyList<PersonNumber> own) =>
        [.. own.Where(number => number is { Address: not null, IsMobile: false })];
}
