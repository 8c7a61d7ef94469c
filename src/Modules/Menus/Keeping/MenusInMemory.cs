using ConnectMe.Kernel;
using ConnectMe.Menus.Domain;
using ConnectMe.Telephony.Contracts;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Menus.Keeping;

/// <summary>The menus and time conditions of each company that asked: calls do not wait for the database.</summary>
internal sealed class MenusInMemory(IDocumentStore store, MenuChanges changes, TimeProvider time)
{
    readonly CompanyMemory<CompanyMenus> _companies = new(changes, time, (company, ct) => Read(store, company, ct));

    public ValueTask<CompanyMenus> Of(CompanyId company, CancellationToken ct) => _companies.Of(company, ct);

    static async Task<CompanyMenus> Read(IDocumentStore store, CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        return await query.Menus(company, ct);
    }
}

/// <summary>Changes of a company's menus: the calls follow them, and the pages that show whether it is night.</summary>
internal sealed class MenuChanges(IServiceProvider services) : CompanyChanges(typeof(CompanyMenus))
{
    protected override async Task Tell(CompanyId company)
    {
        foreach (var listener in services.GetServices<ICallApplicationsChanged>())
        {
            await listener.CallApplicationsChanged(company);
        }
    }
}
