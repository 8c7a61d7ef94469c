namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    /// <summary>The sound of a line or leg travels better or worse than before (B14). Comes seldom: only what lasts is told.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record SoundChanged([property: Id(0)] MediaId Media, [property: Id(1)] LegSound Sound) : SwitchboardInput;
}
