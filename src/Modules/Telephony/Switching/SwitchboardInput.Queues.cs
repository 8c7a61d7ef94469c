using System.Collections.Immutable;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    /// <summary>The queues there are from now on, and who is signed in to them; at activation and after each change.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record QueuesChanged([property: Id(0)] ImmutableArray<CallQueue> Queues) : SwitchboardInput;

    /// <summary>The script leads its call on to there, in place of itself.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record ScriptSendsOn(CallId Call, [property: Id(0)] CallTarget Target, [property: Id(1)] UserId? ChargedTo = null)
        : OfScript(Call);
}
