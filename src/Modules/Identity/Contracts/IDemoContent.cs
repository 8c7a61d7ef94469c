using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by modules that have something to show in the company that <c>--demo</c> makes.</summary>
public interface IDemoContent
{
    /// <summary>Adds to the transaction in which the company is made; it is saved by the caller.</summary>
    void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people);
}
