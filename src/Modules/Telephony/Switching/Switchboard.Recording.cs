using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Recording by a party of their own part of a call (M12.1-02): whatever they are connected to, held or handed on, until their part of it ends. The other
/// side is not told. What is recorded follows from the state of the call, as all that is heard does.
/// </summary>
internal sealed partial class Switchboard
{
    RecordingRules RecordingRules => _configuration?.RecordingRules ?? RecordingRules.Standard;

    bool MayRecord(UserId user) => RightsOf(user).Recording is not RecordingRight.None;

    void ApplyRecording(SwitchboardInput.OfRecording input, DateTimeOffset now)
    {
        switch (input)
        {
            case SwitchboardInput.StartRecording start when Find(start.Call, start.User) is { } found:
                StartRecording(found.Call, found.Side, start, now);
                break;
            case SwitchboardInput.StopRecording stop when Find(stop.Call, stop.User) is { Side.Recording.IsAutomatic: false } found:
                EndRecording(found.Call, found.Side);
                break;
            case SwitchboardInput.PauseRecording pause
                when Find(pause.Call, pause.User) is { Side.Recording: { IsExtended: true } recording } found:
                recording.IsPaused = pause.On;
                Changed(found.Call);
                Settle(found.Call);
                break;
            case SwitchboardInput.KeepRecording keep
                when Find(keep.Call, keep.User) is { Side.Recording: { IsExtended: true } recording } found:
                Keep(found.Call, recording, keep.IsKept);
                break;
            case SwitchboardInput.RefuseRecording refuse when _people.ContainsKey(refuse.User):
                Tell(refuse.User, refuse.Why, now);
                break;
            case SwitchboardInput.RecordingEnded ended when PartyThatRecords(ended.Recording) is { } found:
                Tell(found.Side.User!.Value, ended.Why, now, found.Side.Recording!.IsAutomatic);
                EndRecording(found.Call, found.Side);
                break;
            default: // a call or a recording that is over, or none of this user's
                break;
        }
    }

    void StartRecording(Call call, Party side, SwitchboardInput.StartRecording start, DateTimeOffset now)
    {
        if (side.Recording is not null || PartyThatRecords(start.Recording) is not null)
        {
            return;
        }

        if (WhyNotRecord(call, side, start.Room) is { } cause)
        {
            Notify(start.User, cause, "", now);
            return;
        }

        BeginRecording(call, side, NewRecording(start.Recording, side, now), start.Room, isRoomForAll: false);
        Changed(call);
        Settle(call);
    }

    PartyRecording NewRecording(RecordingId id, Party side, DateTimeOffset now) =>
        RecordsExtended(side)
            ? new PartyRecording(id, now, RecordingRules.Extended.Limit) { IsExtended = true }
            : new PartyRecording(id, now, RecordingRules.Limit);

    void BeginRecording(Call call, Party side, PartyRecording recording, long room, bool isRoomForAll)
    {
        var other = call.OtherThan(side);
        side.Recording = recording;
        _effects.Add(
            new SwitchboardEffect.BeginRecording(
                recording.Id,
                call.Root,
                side.User!.Value,
                other.Name,
                other.IsOutside ? Shown(other.Number) : other.Number,
                other.IsOutside,
                recording.StartedAt,
                recording.Limit,
                room
            )
            {
                Kind = recording.IsExtended ? RecordingKind.Extended : RecordingKind.Personal,
                IsRoomForAll = isRoomForAll,
                IsKept = recording.IsKept,
                OutOf = recording.IsExtended ? call.OutOf : null,
            }
        );
    }

    NoticeCause? WhyNotRecord(Call call, Party side, long room) =>
        call switch
        {
            _ when !MayRecord(side.User!.Value) => NoticeCause.MayNotRecord,
            _ when !CanBeRecorded(call, side) || side.Holds => NoticeCause.RecordNotNow,
            _ when room <= 0 => NoticeCause.RecordingsFull,
            _ => null,
        };

    /// <summary>A conversation of one's own: who listens in on one records nothing of it.</summary>
    static bool CanBeRecorded(Call call, Party side) =>
        call is { IsConnected: true, Supervises: null, IsWithSoftware: false } && side.User is not null;

    void EndRecording(Call call, Party side)
    {
        var recording = side.Recording!;
        Pause(recording);
        side.Recording = null;
        _settled.Add(call);
        _effects.Add(new SwitchboardEffect.EndRecording(recording.Id));
        Changed(call);
    }

    void EndLongRecordings(Call call, DateTimeOffset now)
    {
        foreach (var party in call.Parties.Where(party => party.Recording?.Until <= now))
        {
            Tell(party.User!.Value, RecordingFault.TooLong, now, party.Recording!.IsAutomatic);
            EndRecording(call, party);
        }
    }

    /// <summary>A full disk is the administrator's business too (R9), and so is that what was to be recorded by itself is not.</summary>
    void Tell(UserId user, RecordingFault why, DateTimeOffset now, bool isAutomatic = false)
    {
        var cause = why switch
        {
            RecordingFault.TooLong => NoticeCause.RecordingTooLong,
            RecordingFault.NoRoomLeft => NoticeCause.RecordingsFull,
            RecordingFault.DiskFull => NoticeCause.RecordingDiskFull,
            _ => NoticeCause.RecordingFailed,
        };
        Notify(user, cause, "", now);
        if (why is RecordingFault.DiskFull or RecordingFault.Failed || (isAutomatic && why is RecordingFault.NoRoomLeft))
        {
            _effects.Add(new SwitchboardEffect.Warn(user, cause));
        }
    }

    /// <summary>Of what stops: before legs end and lines turn to other calls.</summary>
    void TakeOffRecordings(Call call)
    {
        foreach (var party in call.Parties)
        {
            if (party.Recording is not { } recording)
            {
                continue;
            }

            if (recording.Recorded is not null && recording.Recorded != WantedInRecording(call, party))
            {
                Pause(recording);
            }

            if (call.HasEnded)
            {
                EndRecording(call, party);
            }
        }
    }

    void PutOnRecordings(Call call)
    {
        foreach (var party in call.Parties)
        {
            RecordByItself(call, party);
            if (party.Recording is { Recorded: null } recording && WantedInRecording(call, party) is { } media)
            {
                recording.Recorded = media;
                _effects.Add(new SwitchboardEffect.RecordMedia(recording.Id, media));
            }

            if (party.Recording is { Recorded: not null } running)
            {
                SayRecorded(call, party, running);
            }
        }
    }

    /// <summary>Whose line is lost is waited for in silence; what they say to software that records is for that alone, as a stream is recorded once at a time.</summary>
    static MediaId? WantedInRecording(Call call, Party party) =>
        call is { IsConnected: true, Application: null }
        && party is { Holds: false, Leg: { IsReviving: false } leg, Recording.IsPaused: false }
            ? leg.Media
            : null;

    void Pause(PartyRecording recording)
    {
        if (recording.Recorded is { } media)
        {
            recording.Recorded = null;
            _effects.Add(new SwitchboardEffect.PauseRecording(recording.Id, media));
        }
    }

    (Call Call, Party Side)? PartyThatRecords(RecordingId recording)
    {
        foreach (var call in _calls.Values)
        {
            if (Array.Find(call.Parties, party => party.Recording?.Id == recording) is { } side)
            {
                return (call, side);
            }
        }

        return null;
    }
}
