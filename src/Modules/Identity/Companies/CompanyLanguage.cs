using ConnectMe.Identity.People;
using ConnectMe.Identity.Profiles;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.Companies;

/// <summary>Who is signed in and has chosen no language in this browser reads the one they chose for all, or else the one that was noted for them, or that of their company.</summary>
internal sealed class CompanyLanguage : RequestCultureProvider
{
    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var user = services.GetRequiredService<CurrentUser>();
        if (((ICompanyScope)user).Company is not { } company)
        {
            return null;
        }

        return new ProviderCultureResult(
            services.GetRequiredService<ProfilesInMemory>().LocaleOf(user.User).Language
                ?? await services.GetRequiredService<PeopleInMemory>().LanguageOf(company, user.User, httpContext.RequestAborted)
                ?? services.GetRequiredService<CompaniesInMemory>().Of(company).Language
        );
    }
}
