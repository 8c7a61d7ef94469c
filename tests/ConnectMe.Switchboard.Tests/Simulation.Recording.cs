using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>People who record their calls while everything else happens to them.</summary>
public partial class Simulation
{
    /// <summary>Nothing is kept before somebody says so.</summary>
    static ExtendedRecording Refused => ExtendedRecording.Standard with { IsKeptUnlessRefused = false };

    static SwitchboardInput RecordingOf(Happening h, Garage garage, List<CallId> calls)
    {
        var views = Enumerable
            .Range(1, 4)
            .SelectMany(who => garage.CallsOf(new Employee(who, "")).Calls, (who, view) => (Who: who, View: view))
            .ToList();
        var recordable = views.Where(one => one.View is { CanBeRecorded: true, Recording: null }).ToList();
        var recording = views.Where(one => one.View.Recording is not null).ToList();
        var call = h.Which < calls.Count ? calls[^(h.Which + 1)] : new CallId(Garage.Seeded(h.Which, 8));
        var id = new RecordingId(Garage.Seeded(garage.Ears.Recordings.Count + garage.Ears.RecordingsEnded.Count + 1, 30));
        switch (h.What)
        {
            case < 84 when recordable.Count > 0 && h.Which < 5:
                var (who, view) = recordable[h.Line % recordable.Count];
                return new SwitchboardInput.StartRecording(view.Id, UserOf(who - 1), id, h.Which == 4 ? 0 : 1_000_000);
            case < 84:
                return new SwitchboardInput.StartRecording(call, UserOf(h.Who), id, 1_000_000);
            case 84 when recording.Count > 0 && h.Line == 1:
                return new SwitchboardInput.PauseRecording(recording[0].View.Id, UserOf(recording[0].Who - 1), On: h.Which % 2 == 0);
            case 84 when recording.Count > 0 && h.Line == 2:
                return new SwitchboardInput.KeepRecording(recording[0].View.Id, UserOf(recording[0].Who - 1), IsKept: h.Which % 2 == 1);
            case 84 when h.Line == 3:
                return new SwitchboardInput.PauseRecording(call, UserOf(h.Who), On: true);
            case 84 when recording.Count > 0:
                return new SwitchboardInput.StopRecording(recording[0].View.Id, UserOf(recording[0].Who - 1));
            case 84:
                return new SwitchboardInput.StopRecording(call, UserOf(h.Who));
            default:
                return garage.Ears.Recordings.Keys.FirstOrDefault() is { Value: var running } && running != Guid.Empty
                    ? new SwitchboardInput.RecordingEnded(new RecordingId(running), (RecordingFault)(h.Which % 4))
                    : new SwitchboardInput.RecordingEnded(id, RecordingFault.DiskFull);
        }
    }

    /// <summary>Each recording is one that its user sees, of what they talk with now, and of nothing while they hold or it is paused; none outlives its limit.</summary>
    static void AssertRecordingsAreOfWhoStartedThem(Garage garage)
    {
        var seen = 0;
        for (var number = 1; number <= 4; number++)
        {
            foreach (var call in garage.CallsOf(new Employee(number, "")).Calls.Where(call => call.Recording is not null))
            {
                seen++;
                Assert.NotEqual(CallState.Ended, call.State);
                Assert.True(garage.NextTimeout <= call.Recording!.Since + call.Recording.Limit);
                MediaId? wanted = call is { State: CallState.Active, Application: null, Recording.IsPaused: false }
                    ? Revived(garage, MediaOf(garage.Ears, call, UserOf(number - 1)))
                    : null;
                Assert.Contains(
                    garage.Ears.Recordings.Values,
                    begun =>
                        begun.User == UserOf(number - 1)
                        && begun.At == call.Recording.Since
                        && garage.Ears.NotKept.Contains(begun.Recording) != call.Recording.IsKept
                        && (garage.Ears.RecordedNow.TryGetValue(begun.Recording, out var media) ? media : (MediaId?)null) == wanted
                );
            }
        }

        Assert.Equal(seen, garage.Ears.Recordings.Count);
    }

    /// <summary>What is to come back after a crash is not recorded before it is there.</summary>
    static MediaId? Revived(Garage garage, MediaId? media) => media is { } awaited && garage.Ears.IsReviving(awaited) ? null : media;
}
