using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Retention;

/// <summary>Erases what is kept under the number of somebody outside, by the same door as people (docs/decisions/0021).</summary>
internal sealed class NumberErasure(IEnumerable<IErasure> modules, AuditChain chain, ILogger<NumberErasure> log)
{
    /// <summary>By kind; only what there is.</summary>
    public async Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct)
    {
        var kept = new List<KeptOfNumber>();
        foreach (var module in modules)
        {
            kept.AddRange(await module.Find(number, ct));
        }

        return
        [
            .. kept.Where(one => one.Count > 0)
                .GroupBy(one => one.Kind)
                .OrderBy(same => same.Key)
                .Select(same => new KeptOfNumber(same.Key, same.Sum(one => one.Count)) { Names = [.. same.SelectMany(one => one.Names)] }),
        ];
    }

    /// <returns>What there was.</returns>
    public async Task<IReadOnlyList<KeptOfNumber>> Erase(OutsideNumber number, CancellationToken ct)
    {
        var kept = await Find(number, ct);
        foreach (var module in modules)
        {
            await module.Erase(number, ct);
        }

        await chain.Erase(number, [.. kept.SelectMany(one => one.Names)], ct);
        log.NumberErased(number.Company, kept.Sum(one => one.Count));
        return kept;
    }
}
