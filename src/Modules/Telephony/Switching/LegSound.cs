using ConnectMe.Media;

namespace ConnectMe.Telephony.Switching;

/// <summary>How the sound of a leg travels now: <see cref="SoundCondition"/>, as it travels between silos.</summary>
/// <param name="Bars">1 to 4.</param>
[GenerateSerializer, Immutable]
internal sealed record LegSound([property: Id(0)] int Bars, [property: Id(1)] SoundTrouble Trouble);
