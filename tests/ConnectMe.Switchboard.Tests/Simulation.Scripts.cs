using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Applications that answer, play and record at any moment, also in calls that are over or none of theirs.</summary>
public partial class Simulation
{
    static SwitchboardInput ScriptOf(Happening h, Garage garage, List<CallId> calls)
    {
        var scripts = garage.Ears.Scripts.Keys.ToList();
        var call =
            scripts.Count > 0 && h.Who > 0 ? scripts[h.Line % scripts.Count]
            : h.Which < calls.Count ? calls[^(h.Which + 1)]
            : new CallId(Garage.Seeded(h.Which, 8));
        var clips = new[] { new ClipId(Garage.Seeded(h.Wait + 1, 42)), new ClipId(Garage.Seeded(h.Wait + 1, 43)) };
        return h.What switch
        {
            94 => Garage.Mailboxes(Enumerable.Range(0, 4).Where(who => ((h.Wait >> who) & 1) == 0).Select(UserOf)),
            95 => new SwitchboardInput.ScriptAnswered(call),
            96 => new SwitchboardInput.ScriptPlays(call, [.. clips.Take(h.Which % 3)]),
            97 when garage.Ears.Clips.FirstOrDefault() is { Value: var playing } && playing != default => new SwitchboardInput.ClipPlayed(
                garage.Ears.CallOf(playing.Leg),
                playing.Clip
            ),
            97 => new SwitchboardInput.ClipPlayed(call, clips[0]),
            98 => new SwitchboardInput.ScriptRecords(
                call,
                h.Which % 3 == 0
                    ? null
                    : new RecordingId(
                        Garage.Seeded(garage.Ears.RecordingsEnded.Count + garage.Ears.ScriptRecordings.Count + (100 * h.Which), 44)
                    )
            ),
            99 when h.Which > 3 => new SwitchboardInput.ScriptSendsOn(call, DestinationOf(h), h.Who > 1 ? UserOf(h.Who) : null),
            _ => h.Which > 2 ? new SwitchboardInput.ScriptHungUp(call) : new SwitchboardInput.ScriptAnswered(call),
        };
    }

    /// <summary>A person, a number outside, a queue, a mailbox, a menu, and what leads nowhere.</summary>
    static CallTarget DestinationOf(Happening h) =>
        (h.Wait % 6) switch
        {
            0 => new CallTarget(CallTargetKind.Colleague, PersonId: UserOf(h.Line % 4).Value),
            1 => new CallTarget(CallTargetKind.Number, Targets[h.Line]),
            2 => new CallTarget(
                CallTargetKind.Application,
                Application: "queue",
                DestinationId: h.Line % 2 == 0 ? Garage.Workshop : Garage.Desk
            ),
            3 => new CallTarget(CallTargetKind.Application, Application: Garage.Voicemail, DestinationId: UserOf(h.Line % 4).Value),
            4 => new CallTarget(CallTargetKind.Application, Application: Garage.Menu, DestinationId: Garage.MainMenu),
            _ => new CallTarget(CallTargetKind.Application, Application: Garage.Menu, DestinationId: Garage.Workshop),
        };

    /// <summary>Each script has a call that goes on, and hears nothing but what it asked for.</summary>
    static void AssertScriptsHaveCalls(Garage garage)
    {
        foreach (var script in garage.Ears.Scripts.Keys)
        {
            Assert.DoesNotContain(garage.Ears.Of(script), e => e is Telephony.Domain.CallEnded);
        }

        Assert.All(garage.Ears.Clips.Values, playing => Assert.Contains(garage.Ears.CallOf(playing.Leg), garage.Ears.Scripts));
        Assert.All(
            garage.Ears.ScriptsTold.Where(told => told.What is ScriptInput.HungUp).GroupBy(told => told.Call),
            told => Assert.Single(told)
        );
    }
}
