using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

internal sealed partial class Garage
{
    /// <summary>They are in a status that treats all calls to them so; everybody else is in none.</summary>
    public void Is(Employee who, CallTreatment treatment) => Post(Flows((who, new CallFlow(treatment, treatment))));

    /// <summary>All calls to their fixed number and extension go there; of others, none.</summary>
    public void Forwards(params (Employee Who, CallTarget Target)[] all) =>
        Post(Flows([.. all.Select(one => (one.Who, CallFlow.Standard with { ForwardAll = one.Target }))]));

    public static SwitchboardInput Flows(params (Employee Who, CallFlow Flow)[] flows) =>
        new SwitchboardInput.CallFlowsChanged(
            System.Collections.Immutable.ImmutableDictionary.CreateRange(flows.Select(one => KeyValuePair.Create(one.Who.Id, one.Flow)))
        );
}
