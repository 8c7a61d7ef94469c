using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by modules whose own numbers can't be somebody's extension: emergency numbers, parking slots, queues.</summary>
public interface IReservedNumbers
{
    /// <summary>Calls can be sent on to them, as to an extension.</summary>
    bool CanBeCalled => false;

    /// <summary>What people call the thing that has it; null when it has no name. Asked of numbers that are reserved.</summary>
    ValueTask<string?> NameOf(CompanyId company, string number, CancellationToken ct) => ValueTask.FromResult<string?>(null);

    ValueTask<bool> IsReserved(CompanyId company, string number, CancellationToken ct);
}
