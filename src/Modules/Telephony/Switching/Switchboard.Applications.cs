using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Calls whose other side is software, such as voicemail. Its script runs outside and asks by inputs; what the caller hears and what is recorded follows
/// from the state of the call, as in any other.
/// </summary>
internal sealed partial class Switchboard
{
    ImmutableArray<KnownApplication> _applications = [];

    bool TakesCallsOf(string? application, UserId person) =>
        _applications.Any(known => known.Name == application && known.People.Contains(person));

    bool TakesCallsOf(string? application, Guid queue) =>
        _applications.Any(known => known.Name == application && known.Queues.Contains(queue));

    void ApplyScript(SwitchboardInput.OfScript input, DateTimeOffset now)
    {
        if (_calls.GetValueOrDefault(input.Call) is not { HasEnded: false, Application: { } seat } call)
        {
            return; // the call is over, and its script does not know yet
        }

        switch (input)
        {
            case SwitchboardInput.ScriptAnswered when call.IsRinging:
                AnswerByScript(call, now);
                break;
            case SwitchboardInput.ScriptAnswered: // it did
                break;
            case SwitchboardInput.ScriptPlays plays:
                PlayInstead(call, seat, plays.Clips);
                break;
            case SwitchboardInput.ClipPlayed played:
                GoOnPlaying(call, seat, played.Clip);
                break;
            case SwitchboardInput.ScriptRecords records:
                RecordForScript(call, seat, records.Recording);
                break;
            case SwitchboardInput.ScriptSendsOn sends:
                SendOn(call, seat, sends, now);
                break;
            case SwitchboardInput.ScriptHungUp:
                End(call, call.IsConnected ? CallOutcome.Completed : CallOutcome.Unreachable, now, by: call.Callee);
                break;
            default:
                throw new ArgumentException($"The switchboard has no rule for {input.GetType().Name}", nameof(input));
        }
    }

    /// <summary>Somebody of the company called it by one of its numbers.</summary>
    void PlaceToApplication(DialAttempt attempt, Person caller, string number, Door door, DateTimeOffset now)
    {
        var call = AtDoor(attempt.Call, new Party(caller.Id, caller.Name, caller.Extension), door, now);
        Remember(call);
        call.Caller.Leg = call.CallerLeg(attempt);
        Record(
            new CallPlaced(call.Id.Value, now, caller.Id.Value, caller.Name, caller.Extension, number, CalleeId: null, door.NameOrNull)
            {
                Device = attempt.Kind,
                Application = door.Application,
            }
        );
        BeginScript(call, door.Seat, now);
    }

    /// <summary>Who waits comes to the application.</summary>
    void SendToApplication(Party waiting, Sending sending, CallId id, string number, Door door, DateTimeOffset now)
    {
        var call = new Call(id, waiting, new Party(user: null, door.Name, door.Number), now, firstLeg: 1)
        {
            Root = sending.Root,
            Transfer = sending.Transfer,
            Forwarding = sending.Forwarding,
            LedOn = sending.LedOn,
            Alerted = sending.WasAlerted,
            Application = door.Seat,
        };
        Begin(call, number, sending.Payer);
        BeginScript(call, door.Seat, now);
    }

    void BeginScript(Call call, ApplicationSeat seat, DateTimeOffset now)
    {
        var caller = call.Caller;
        seat.HasBegun = true;
        _effects.Add(
            new SwitchboardEffect.BeginScript(
                call.Id,
                call.Root,
                seat.Name,
                seat.For,
                caller.User,
                caller.Name,
                caller.IsOutside ? Shown(caller.Number) : caller.Number,
                caller.IsOutside,
                now,
                seat.Queue,
                seat is { For: null, Queue: null, Destination: null } ? call.Callee.Number : ""
            )
            {
                Destination = seat.Destination,
            }
        );
        Changed(call);
        Settle(call);
    }

    /// <summary>Who was called has still missed the call: only who is helped by a person was.</summary>
    void AnswerByScript(Call call, DateTimeOffset now)
    {
        call.AnsweredAt = now;
        Record(new CallAnswered(call.Id.Value, now, UserId: null));
        TellTransferor(call, TransferStage.Done);
        Changed(call);
        Settle(call);
    }

    void PlayInstead(Call call, ApplicationSeat seat, ImmutableArray<ClipId> clips)
    {
        seat.Clips.Clear();
        foreach (var clip in clips)
        {
            seat.Clips.Enqueue(clip);
        }

        Settle(call);
    }

    void GoOnPlaying(Call call, ApplicationSeat seat, ClipId played)
    {
        if (call.Caller.Leg is not { } leg || leg.Clip != played)
        {
            return; // something else plays since
        }

        leg.Clip = null;
        seat.Clips.Dequeue();
        if (seat.Clips.Count == 0)
        {
            _effects.Add(new SwitchboardEffect.TellScript(call.Id, new ScriptInput.Played()));
        }

        Settle(call);
    }

    void RecordForScript(Call call, ApplicationSeat seat, RecordingId? recording)
    {
        EndScriptRecording(seat);
        if (recording is { } begun)
        {
            seat.Recording = begun;
            _effects.Add(new SwitchboardEffect.BeginScriptRecording(call.Id, begun));
        }

        Settle(call);
    }

    /// <summary>The caller's keys, from whatever they call with.</summary>
    void Press(Call call, string keys)
    {
        if (call.IsConnected)
        {
            foreach (var key in keys)
            {
                _effects.Add(new SwitchboardEffect.TellScript(call.Id, new ScriptInput.Pressed(key)));
            }
        }
    }

    /// <summary>What the caller is to hear of it now.</summary>
    static ClipId? WantedClip(Call call, Party party) =>
        call is { IsConnected: true, Application.Clips: { Count: > 0 } clips } && party is { Holds: false, IsAway: false }
            ? clips.Peek()
            : null;

    /// <summary>Before legs end and lines turn to other calls.</summary>
    void TakeOffScriptRecording(Call call)
    {
        if (call.Application is not { Recording: { } recording } seat)
        {
            return;
        }

        if (seat.Recorded is { } media && media != WantedOfCaller(call))
        {
            seat.Recorded = null;
            _effects.Add(new SwitchboardEffect.PauseRecording(recording, media));
        }

        if (call.HasEnded)
        {
            EndScriptRecording(seat);
        }
    }

    void PutOnScriptRecording(Call call)
    {
        if (call.Application is { Recording: { } recording, Recorded: null } seat && WantedOfCaller(call) is { } media)
        {
            seat.Recorded = media;
            _effects.Add(new SwitchboardEffect.RecordMedia(recording, media));
        }
    }

    static MediaId? WantedOfCaller(Call call) =>
        call.IsConnected && call.Caller is { Holds: false, IsAway: false, Leg: { } leg } ? leg.Media : null;

    void EndScriptRecording(ApplicationSeat seat)
    {
        if (seat.Recording is not { } recording)
        {
            return;
        }

        if (seat.Recorded is { } media)
        {
            _effects.Add(new SwitchboardEffect.PauseRecording(recording, media));
        }

        (seat.Recording, seat.Recorded) = (null, null);
        _effects.Add(new SwitchboardEffect.EndRecording(recording));
    }
}
