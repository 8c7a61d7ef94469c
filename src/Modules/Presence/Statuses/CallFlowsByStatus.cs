using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Presence.Statuses;

/// <summary>What becomes of calls, as the status of each person says just now.</summary>
internal sealed class CallFlowsByStatus(PresenceInMemory presence, IPeople people, TimeProvider time) : ICallFlows
{
    public async ValueTask<ImmutableDictionary<UserId, CallFlow>> Of(CompanyId company, CancellationToken ct)
    {
        var all = await presence.Of(company, ct);
        var now = time.GetUtcNow();
        return (await people.Of(company, ct))
            .Select(person => (person.Id, Flow: all.Of(person.Id.Value).FlowAt(now, all.Statuses)))
            .Where(one => one.Flow != CallFlow.Standard)
            .ToImmutableDictionary(one => one.Id, one => one.Flow);
    }
}
