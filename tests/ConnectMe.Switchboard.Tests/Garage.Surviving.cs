using System.Collections.Immutable;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

internal sealed partial class Garage
{
    SwitchboardInput.QueuesChanged? _queuesSet;

    /// <summary>The process dies and another begins: nothing is known any more but what was kept, and no line is up.</summary>
    /// <returns>What the new one does at once.</returns>
    public ImmutableArray<SwitchboardEffect> Crash()
    {
        var survivors = Ears.Kept.Values.ToImmutableArray();
        _switchboard = NewSwitchboard();
        _up.Clear();
        Post(Staff());
        if (Configuration is { } configuration)
        {
            Post(new SwitchboardInput.ConfigurationChanged(configuration));
        }

        if (_queuesSet is { } queues)
        {
            Post(queues);
        }

        Ears.Crash();
        foreach (var cutOff in Ears.Recorded.Where(call => !Ears.Kept.ContainsKey(call.Key) && !call.Value.Exists(e => e is CallEnded)))
        {
            cutOff.Value.Add(new CallEnded(cutOff.Key.Value, Now, CallOutcome.Interrupted)); // the journal's part
        }

        return Post(new SwitchboardInput.CallsSurvived(survivors));
    }
}
