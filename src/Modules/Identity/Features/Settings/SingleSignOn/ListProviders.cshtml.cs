using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>The providers that vouch for the company's people (A10-02).</summary>
[Authorize(Rights.Administrator)]
internal sealed class ListProviders(ICurrentUser me, IQuerySession session, CompaniesInMemory companies) : PageModel
{
    public IReadOnlyList<SignInProvider> Providers { get; private set; } = [];

    /// <summary>How many people each leads to.</summary>
    public ILookup<Guid, ProviderLink> Links { get; private set; } = null!;

    /// <summary>Where their buttons are, when several companies share the installation; null: on the page of all.</summary>
    public string? OwnSignInPage { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Providers = await session.Query<SignInProvider>().OrderBy(provider => provider.Name).ToListAsync(ct);
        Links = (await session.Query<ProviderLink>().ToListAsync(ct)).ToLookup(link => link.ProviderId);
        OwnSignInPage = companies.Only is null ? $"{Request.Origin()}/sign-in?company={me.Company.Value}" : null;
    }
}
