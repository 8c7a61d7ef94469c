using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Identity.Companies;

/// <summary>Who is signed in and has chosen no language reads that of their company.</summary>
internal sealed class CompanyLanguage : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var company = ((ICompanyScope)services.GetRequiredService<CurrentUser>()).Company;
        return Task.FromResult(
            company is { } own ? new ProviderCultureResult(services.GetRequiredService<CompaniesInMemory>().Of(own).Language) : null
        );
    }
}
