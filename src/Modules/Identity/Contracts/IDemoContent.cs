using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by modules that have something to show in the company that <c>--demo</c> makes.</summary>
public interface IDemoContent
{
    /// <summary>Made with <c>--demo-filled</c> only: what weeks of use would leave behind, which a test of an empty company must not meet.</summary>
    bool IsOfUse => false;

    /// <summary>Adds to the transaction in which the company is made; it is saved by the caller.</summary>
    void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people);
}
