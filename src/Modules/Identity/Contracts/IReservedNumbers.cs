using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by modules whose own numbers can't be somebody's extension: emergency numbers, parking slots, queues.</summary>
public interface IReservedNumbers
{
    /// <summary>Calls can be sent on to them, as to an extension.</summary>
    bool CanBeCalled => false;

    ValueTask<bool> IsReserved(CompanyId company, string number, CancellationToken ct);
}
