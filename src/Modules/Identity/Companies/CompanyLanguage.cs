using ConnectMe.Identity.People;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.Companies;

/// <summary>Who is signed in and has chosen no language reads the one that was noted for them, or else that of their company.</summary>
internal sealed class CompanyLanguage : RequestCultureProvider
{
    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var user = services.GetRequiredService<CurrentUser>();
        return ((ICompanyScope)user).Company is { } company
            ? new ProviderCultureResult(
                await services.GetRequiredService<PeopleInMemory>().LanguageOf(company, user.User, httpContext.RequestAborted)
                    ?? services.GetRequiredService<CompaniesInMemory>().Of(company).Language
            )
            : null;
    }
}
