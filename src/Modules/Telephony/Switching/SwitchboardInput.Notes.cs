using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    /// <summary>What the user writes down about the call, in place of what they wrote before. Empty takes it away.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record NoteCall([property: Id(0)] CallId Call, [property: Id(1)] UserId User, [property: Id(2)] string Note)
        : SwitchboardInput;
}
