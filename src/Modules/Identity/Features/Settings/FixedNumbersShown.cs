using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.Features;

/// <summary>Which of the company's numbers ring at whom, of all modules that have numbers.</summary>
internal sealed class FixedNumbersShown(ICurrentUser me, IEnumerable<IFixedNumbers> parts)
{
    public async Task<IReadOnlyList<FixedNumber>> Of(Guid person, CancellationToken ct) =>
        (await All(ct)).GetValueOrDefault(new UserId(person)) ?? [];

    public async Task<IReadOnlyDictionary<UserId, IReadOnlyList<FixedNumber>>> All(CancellationToken ct)
    {
        var all = new Dictionary<UserId, IReadOnlyList<FixedNumber>>();
        foreach (var part in parts)
        {
            foreach (var (person, numbers) in await part.Of(me.Company, ct))
            {
                all[person] = [.. all.GetValueOrDefault(person) ?? [], .. numbers];
            }
        }

        return all;
    }
}
