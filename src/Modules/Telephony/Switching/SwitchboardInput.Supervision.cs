using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    [GenerateSerializer, Immutable]
    internal abstract record OfSupervision : SwitchboardInput;

    /// <summary>A user with the right to it listens in on the call that a colleague talks in, or speaks in it.</summary>
    /// <param name="Call">The supervisor's own.</param>
    /// <param name="Target">The colleague's extension.</param>
    [GenerateSerializer, Immutable]
    internal sealed record Supervise(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] LineId Line,
        [property: Id(3)] string Target,
        [property: Id(4)] SupervisionMode Mode
    ) : OfSupervision;

    /// <summary>From listening to whispering to barging in, or back.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record ChangeSupervision(
        [property: Id(0)] CallId Call,
        [property: Id(1)] UserId User,
        [property: Id(2)] SupervisionMode Mode
    ) : OfSupervision;

    /// <summary>The supervisor takes the place of the colleague, who is out of the call then.</summary>
    /// <param name="Onward">The call in which supervisor and other party talk then.</param>
    [GenerateSerializer, Immutable]
    internal sealed record TakeOver([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] CallId Onward)
        : OfSupervision;
}
