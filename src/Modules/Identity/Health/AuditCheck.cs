using ConnectMe.Identity.Audit;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Health;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Health;

/// <summary>The audit log as it was written, or tampered with: the newest entries are read now, all of them once an hour.</summary>
internal sealed class AuditCheck(AuditChain chain, AuditUpkeep upkeep, LocalTime local, IStringLocalizer<AuditText> text) : ISystemCheck
{
    public int Order => 70;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        if ((upkeep.FoundIn(company) ?? await chain.Damage(company, ct, Newest)) is not { } damage)
        {
            var (count, since) = await chain.Extent(company, ct);
            var said = since is { } first ? text["ChainGood", count, local.When(first)] : text["ChainEmpty"];
            return [new Finding("audit", text["Audit"], FindingState.Good, said)];
        }

        var broken =
            damage.At is not { } at ? text["ChainCut", damage.Number]
            : damage.IsGone ? text["EntryGone", damage.Number, local.When(at)]
            : text["EntryChanged", damage.Number, local.When(at)];
        return [new Finding("audit", text["Audit"], FindingState.Broken, broken) { ToDo = text["ChainToDo"], Address = "/admin/audit" }];
    }

    /// <summary>The administrator waits.</summary>
    const long Newest = 2_000;
}
