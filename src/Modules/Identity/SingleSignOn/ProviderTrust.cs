using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>
/// Whether a sign-in at a provider is enough, or the company's own second factor follows. The provider has its own rules, so it is enough, unless the company wants
/// its own as well; of administrators it always wants it. Where the provider says it has asked for a second factor, nobody is asked for another.
/// </summary>
internal sealed class ProviderTrust(ProvidersInMemory providers, IPeople people)
{
    public async ValueTask<bool> IsEnough(CompanyId company, UserId user, VouchedBy by, CancellationToken ct) =>
        by.SaidMfa
        || (
            providers.Find(by.Id) is { Provider.AsksOwnSecondFactor: false }
            && (await people.Of(company, ct)).FirstOrDefault(person => person.Id == user) is { IsAdministrator: false }
        );
}
