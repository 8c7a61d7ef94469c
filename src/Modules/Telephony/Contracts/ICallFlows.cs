using System.Collections.Immutable;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>How calls to the people of a company are treated just now. Implemented by what keeps statuses; answers from memory when it can: calls do not wait for the database.</summary>
public interface ICallFlows
{
    /// <summary>Of everybody whose calls are not treated as <see cref="CallFlow.Standard"/> says.</summary>
    ValueTask<ImmutableDictionary<UserId, CallFlow>> Of(CompanyId company, CancellationToken ct);
}

/// <summary>Told by what keeps statuses that <see cref="ICallFlows.Of"/> answers otherwise from now on: after a change, and when the time of a temporary status is over.</summary>
public interface ICallFlowsChanged
{
    /// <summary>Called after the change can be read; whoever made it waits for this, so that calls go as they chose when they hear of it. Must not throw.</summary>
    Task CallFlowsChanged(CompanyId company);
}
