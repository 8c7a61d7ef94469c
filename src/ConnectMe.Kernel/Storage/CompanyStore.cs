using Marten;

namespace ConnectMe.Kernel;

/// <summary>For work outside a request: a session is always opened for a company.</summary>
public static class CompanyStore
{
    public static IDocumentSession SessionFor(this IDocumentStore store, CompanyId company) => store.LightweightSession(company.ToString());

    public static IQuerySession QueryFor(this IDocumentStore store, CompanyId company) => store.QuerySession(company.ToString());
}
