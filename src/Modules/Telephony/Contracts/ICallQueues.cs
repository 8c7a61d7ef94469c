using System.Collections.Immutable;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>The queues of a company. Implemented by what keeps them; answers from memory when it can: calls do not wait for the database.</summary>
public interface ICallQueues
{
    ValueTask<ImmutableArray<CallQueue>> Of(CompanyId company, CancellationToken ct);

    /// <summary>This agent did not answer so often that the switchboard has paused them. Must not block.</summary>
    void Paused(CompanyId company, Guid queue, UserId agent);
}

/// <summary>Told by what keeps queues that <see cref="ICallQueues.Of"/> answers otherwise from now on: somebody signed in, an administrator changed one, its hours are over.</summary>
public interface ICallQueuesChanged
{
    /// <summary>Called after the change can be read; whoever made it waits for this. Must not throw.</summary>
    Task CallQueuesChanged(CompanyId company);
}
