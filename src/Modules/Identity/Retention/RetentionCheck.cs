using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Health;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Retention;

/// <summary>When old data was removed last, and what that was. More than a day late is an alarm (G1).</summary>
internal sealed class RetentionCheck(
    IDocumentStore store,
    RetentionSweeper sweeper,
    RetentionPeriods periods,
    IStringLocalizerFactory texts,
    LocalTime local,
    TimeProvider time,
    IStringLocalizer<RetentionText> text
) : ISystemCheck
{
    public int Order => 72;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var run = await query.LoadAsync<RetentionRun>(company.Value, ct);
        var late = time.GetUtcNow() - (run?.DoneAt ?? sweeper.StartedAt) > Late;
        var said = run is null ? text["NotSweptYet"] : text["SweptAt", local.When(run.At), InWords(run)];
        if (run is { Failed.Count: > 0 })
        {
            said = text["SweptWithout", local.When(run.At), string.Join(", ", run.Failed.Select(NameOf))];
        }

        return
        [
            new Finding("retention", text["Retention"], late ? FindingState.Broken : FindingState.Good, said)
            {
                ToDo = text["SweptLate"],
                Address = "/admin/retention",
            },
        ];
    }

    string InWords(RetentionRun run)
    {
        var some = run.Removed.Where(one => one.Value > 0).Select(one => $"{NameOf(one.Key)} {one.Value}").ToList();
        return some.Count == 0 ? text["NothingRemoved"] : string.Join(", ", some);
    }

    string NameOf(string id) =>
        periods.All.FirstOrDefault(one => one.Id == id) is { } known ? texts.Create(known.Texts)[$"Class-{id}"] : id;

    static readonly TimeSpan Late = TimeSpan.FromHours(24);
}
