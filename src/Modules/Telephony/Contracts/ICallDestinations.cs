using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>All that calls of a company can be led to (A3-01), for people to choose from: colleagues, queues, and what modules bring by <see cref="ICallApplication.ReachOf"/>.</summary>
public interface ICallDestinations
{
    ValueTask<IReadOnlyList<CallDestination>> Of(CompanyId company, CancellationToken ct);
}

/// <param name="Value">As forms send it; no two have the same.</param>
/// <param name="Name">In the language of who reads.</param>
public sealed record CallDestination(string Value, string Name, CallTarget Target)
{
    /// <summary>Set when it is a queue.</summary>
    public Guid? Queue { get; init; }
}
