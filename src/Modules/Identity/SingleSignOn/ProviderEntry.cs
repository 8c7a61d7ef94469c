using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>What follows when a provider vouches for somebody who signs in: their account, a second factor where one is due, the session.</summary>
internal sealed class ProviderEntry(
    ProviderAccounts accounts,
    ProviderTrust trust,
    SecondFactorRules factors,
    SecondStepStart secondStep,
    Entry entry,
    TimeProvider time,
    ILogger<ProviderEntry> log
)
{
    /// <returns>Where the browser goes, or why it does not.</returns>
    public async Task<(string? Address, AccountRefusal? Refusal)> Enter(
        HttpContext context,
        CompanyId company,
        SignInProvider provider,
        VouchedPerson vouched,
        string goal,
        CancellationToken ct
    )
    {
        var address = ClientAddress.Of(context.Request);
        switch (await accounts.Find(company, provider, vouched, context.Request, ct))
        {
            case AccountAnswer.Refused no:
                log.ProviderRefused(provider.Id, company, address, no.Reason, no.User?.Id);
                return (null, no.Reason);
            case AccountAnswer.Known { User: var user }:
                var right = new SignInAnswer.Right(company, new UserId(user.Id), address, PasswordHash: "")
                {
                    Provider = new VouchedBy(provider.Id, provider.Name, vouched.SaidMfa),
                };
                return await GoOn(context, right, goal, ct) is { } to ? (to, null) : (null, AccountRefusal.Deactivated);
            default:
                throw new InvalidOperationException("No answer about the account.");
        }
    }

    /// <returns>Null: they were deactivated, or the provider switched off, meanwhile.</returns>
    async Task<string?> GoOn(HttpContext context, SignInAnswer.Right right, string goal, CancellationToken ct)
    {
        var demand = await trust.IsEnough(right.Company, right.User, right.Provider!, ct)
            ? SecondStepDemand.None
            : await factors.After(right.Company, right.User, ct);
        if (demand is SecondStepDemand.Asked)
        {
            await secondStep.Begin(context, right, remembered: true, goal, ct);
            return Features.ConfirmSignIn.Address;
        }

        var due = demand is SecondStepDemand.Owed ? time.GetUtcNow() : (DateTimeOffset?)null;
        return await entry.Enter(context, right, remembered: true, due, ct) ? goal : null;
    }
}
