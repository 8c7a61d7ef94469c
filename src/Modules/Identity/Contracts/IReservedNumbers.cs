using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by modules whose own numbers can't be somebody's extension: emergency numbers, parking slots.</summary>
public interface IReservedNumbers
{
    ValueTask<bool> IsReserved(CompanyId company, string number, CancellationToken ct);
}
