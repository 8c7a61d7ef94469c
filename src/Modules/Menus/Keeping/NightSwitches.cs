using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Menus.Keeping;

/// <summary>Night switches that are turned by phone.</summary>
internal sealed class NightSwitches(IDocumentStore store)
{
    /// <returns>How it is then; null: there is none with this code.</returns>
    public async Task<bool?> Turn(CompanyId company, string code, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        bool? isOn = null;
        await session.Decide(
            company,
            menus =>
            {
                var condition = menus.Conditions.FirstOrDefault(one => one.NightCode == code);
                isOn = condition is null ? null : !condition.IsNight;
                return condition is null ? [] : menus.SwitchNight(condition.Id, !condition.IsNight);
            },
            ct
        );
        return isOn;
    }
}
