using ConnectMe.Identity.Audit;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Health;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Health;

/// <summary>Reads the audit log from its beginning to its end: as it was written, or tampered with.</summary>
internal sealed class AuditCheck(AuditChain chain, LocalTime local, IStringLocalizer<AuditText> text) : ISystemCheck
{
    public int Order => 70;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        if (await chain.Damage(company, ct) is not { } damage)
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
}
