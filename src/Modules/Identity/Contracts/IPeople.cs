using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>The company's people. Answers from memory when it can: calls do not wait for the database.</summary>
public interface IPeople
{
    ValueTask<IReadOnlyList<Person>> Of(CompanyId company, CancellationToken ct);
}
