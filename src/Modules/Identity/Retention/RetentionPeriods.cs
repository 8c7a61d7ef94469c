using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using Marten;

namespace ConnectMe.Identity.Retention;

/// <summary>All classes of data, and how long a company keeps each.</summary>
internal sealed class RetentionPeriods(
    IEnumerable<DataClass> classes,
    IEnumerable<IOldData> data,
    AuditSettings audit,
    IDocumentStore store
)
{
    public IReadOnlyList<DataClass> All { get; } =
    [
        .. classes
            .Select(one => one.Id == IdentityData.Audit ? one with { Standard = KeptFor.Months(audit.Months) } : one)
            .OrderBy(one => one.Order),
    ];

    public async Task<IReadOnlyDictionary<string, KeptFor>> Of(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var chosen = (await query.LoadAsync<RetentionRules>(company.Value, ct))?.Periods ?? [];
        var periods = All.ToDictionary(
            one => one.Id,
            one => one.Choices.Count > 0 && KeptFor.Read(chosen.GetValueOrDefault(one.Id)) is { } period ? period : one.Standard,
            StringComparer.Ordinal
        );
        foreach (var elsewhere in data)
        {
            periods[elsewhere.Class] = await elsewhere.SetElsewhere(company, ct) ?? periods[elsewhere.Class];
        }

        return periods;
    }
}
