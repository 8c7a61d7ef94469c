using System.Collections.Immutable;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    /// <summary>How calls to the people of the company are treated from now on, all of them. What rings already rings on.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record CallFlowsChanged([property: Id(0)] ImmutableDictionary<UserId, CallFlow> Flows) : SwitchboardInput;
}
