using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Health;

/// <summary>Whether every administrator has a second factor: who has just set up the company is told here.</summary>
internal sealed class SecondFactorCheck(SecondFactorRules factors, IPeople people, IStringLocalizer<HealthText> text) : ISystemCheck
{
    public int Order => 68;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        var without = new List<string>();
        foreach (var administrator in (await people.Of(company, ct)).Where(person => person.IsAdministrator))
        {
            if (await factors.IsOwed(company, administrator.Id, ct))
            {
                without.Add(administrator.Name);
            }
        }

        return without.Count == 0
            ? [new Finding("second-factor", text["SecondFactors"], FindingState.Good, text["SecondFactorsGood"])]
            :
            [
                new Finding(
                    "second-factor",
                    text["SecondFactors"],
                    FindingState.Missing,
                    text["SecondFactorsMissing", string.Join(", ", without)]
                )
                {
                    ToDo = text["SecondFactorsToDo"],
                    Address = "/settings/security",
                },
            ];
    }
}
