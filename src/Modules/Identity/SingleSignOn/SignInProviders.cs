using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>What the sign-in page asks about providers.</summary>
internal sealed class SignInProviders(
    ProvidersInMemory providers,
    CompaniesInMemory companies,
    IPeople people,
    IStringLocalizer<SingleSignOnText> text
)
{
    /// <param name="company">Whose; null: those of the only company, for nobody is to see whose customers share an installation.</param>
    public IReadOnlyList<SignInProvider> ShownTo(Guid? company) =>
        (company is { } id ? new CompanyId(id) : companies.Only) is { } whose ? providers.On(whose) : [];

    /// <summary>Said after the right password only, so that nobody can ask how somebody signs in.</summary>
    /// <returns>By which provider they are to sign in instead; null: they may go on.</returns>
    public async ValueTask<string?> WhyNoPassword(SignInAnswer.Right right, CancellationToken ct) =>
        (await people.Of(right.Company, ct)).FirstOrDefault(person => person.Id == right.User) is { } person
        && providers.OnlyWayOf(right.Company, person.Email, person.IsAdministrator) is { } only
            ? text["OnlyByProvider", only.Name].Value
            : null;
}
