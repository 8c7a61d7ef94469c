using Marten;

namespace ConnectMe.Kernel;

/// <summary>Opens Marten sessions for the company of the request, so that a handler's injected session cannot read another company's facts.</summary>
public sealed class CompanySessions(IDocumentStore store, ICompanyScope scope) : ISessionFactory
{
    public IQuerySession QuerySession() => store.QuerySession(Tenant);

    public IDocumentSession OpenSession() => store.LightweightSession(Tenant);

    string Tenant =>
        scope.Company?.ToString() ?? throw new InvalidOperationException("A company's documents are opened for a signed-in user only.");
}
