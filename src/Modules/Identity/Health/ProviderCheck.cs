using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Health;

/// <summary>Whether the providers that people sign in by are there at this moment.</summary>
internal sealed class ProviderCheck(ProvidersInMemory providers, ProviderDiscovery discovery, IStringLocalizer<SingleSignOnText> text)
    : ISystemCheck
{
    public int Order => 67;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        var findings = new List<Finding>();
        foreach (var provider in providers.On(company))
        {
            var found = await discovery.Of(provider.Issuer, atMost: TimeSpan.FromMinutes(1), ct);
            findings.Add(
                found.Fault is { } fault
                    ? Of(provider.Id, FindingState.Broken, text[$"Fault-{fault.Kind}", provider.Name, fault.Detail]) with
                    {
                        ToDo = text["CheckToDo"],
                    }
                    : Of(provider.Id, FindingState.Good, text["CheckGood", provider.Name])
            );
        }

        return findings;
    }

    Finding Of(Guid provider, FindingState state, string said) =>
        new($"provider-{provider}", text["Entry"], state, said) { Address = $"/admin/single-sign-on/{provider}" };
}
