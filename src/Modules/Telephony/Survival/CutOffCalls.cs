using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Survival;

/// <summary>
/// Which conversations of the run before go on. That they were cut off the journal knows: every call that it has no end of either goes on or
/// is ended, so none does both.
/// </summary>
internal sealed class CutOffCalls(KeptCalls kept)
{
    readonly TaskCompletionSource<IReadOnlyList<KeptCall>> _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Known when the database has all that the run before wrote.</summary>
    public Task<IReadOnlyList<KeptCall>> GoOn => _goOn.Task;

    /// <summary>Once.</summary>
    /// <param name="open">Calls that the journal has no end of.</param>
    /// <returns>Those that go on; the others are to be given an end.</returns>
    public IReadOnlySet<Guid> Decide(IReadOnlyList<OpenCall> open)
    {
        var (calls, legs) = kept.Survivors;
        var there = legs.Select(leg => leg.Leg).ToHashSet();
        var unended = open.Select(call => call.Call).ToHashSet();
        var goOn = calls
            .Where(call => kept.AreRecent && unended.Contains(call.Call.Id.Value))
            .Where(call => call.Call.Legs.All(leg => leg.Endpoint is Endpoint.Browser || there.Contains(leg.Id)))
            .ToList();
        foreach (var over in calls.Except(goOn))
        {
            kept.Drop(over.Call.Id);
        }

        _goOn.TrySetResult(goOn);
        return goOn.Select(call => call.Call.Id.Value).ToHashSet();
    }
}
