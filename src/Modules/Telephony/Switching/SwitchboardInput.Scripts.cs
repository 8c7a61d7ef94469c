using System.Collections.Immutable;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

internal abstract partial record SwitchboardInput
{
    /// <summary>Whose calls the applications take from now on, and by which numbers they are called; at activation and after each change.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record ApplicationsChanged([property: Id(0)] ImmutableArray<KnownApplication> Applications) : SwitchboardInput;

    /// <summary>What the script of an application wants in its call, after <see cref="SwitchboardEffect.BeginScript"/>.</summary>
    [GenerateSerializer, Immutable]
    internal abstract record OfScript([property: Id(0)] CallId Call) : SwitchboardInput;

    [GenerateSerializer, Immutable]
    internal sealed record ScriptAnswered(CallId Call) : OfScript(Call);

    /// <summary>These are played one after another, in place of what plays; none: it is silent.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record ScriptPlays(CallId Call, [property: Id(0)] ImmutableArray<ClipId> Clips) : OfScript(Call);

    /// <summary>Result of <see cref="SwitchboardEffect.PlayClip"/>: it was heard to its end.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record ClipPlayed(CallId Call, [property: Id(0)] ClipId Clip) : OfScript(Call);

    /// <param name="Recording">What the caller says is recorded from now on; null: no longer.</param>
    [GenerateSerializer, Immutable]
    internal sealed record ScriptRecords(CallId Call, [property: Id(0)] RecordingId? Recording) : OfScript(Call);

    /// <summary>The script is at its end, or failed.</summary>
    [GenerateSerializer, Immutable]
    internal sealed record ScriptHungUp(CallId Call) : OfScript(Call);
}

/// <param name="People">Whose calls it takes.</param>
/// <param name="Codes">By which it is called.</param>
/// <param name="Queues">Those whose calls it takes.</param>
[GenerateSerializer, Immutable]
internal sealed record KnownApplication(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableHashSet<UserId> People,
    [property: Id(2)] ImmutableHashSet<string> Codes,
    [property: Id(3)] ImmutableHashSet<Guid> Queues
)
{
    /// <summary>What of it is called.</summary>
    [Id(4)]
    public ImmutableArray<KnownDestination> Destinations { get; init; } = [];
}

[GenerateSerializer, Immutable]
internal sealed record KnownDestination([property: Id(0)] Guid Id, [property: Id(1)] string Name, [property: Id(2)] string Extension);
