using System.Collections.Immutable;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    /// <summary>Whose calls from outside the people of the company do not want, all of them (B12).</summary>
    [GenerateSerializer, Immutable]
    internal sealed record ScreeningsChanged([property: Id(0)] ImmutableDictionary<UserId, Screening> Screenings) : SwitchboardInput;

    /// <summary>The user blocked who calls: a call that still rings is turned away, one that was answered goes on.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record BlockCaller([property: Id(0)] CallId Call, [property: Id(1)] UserId User) : SwitchboardInput;
}
