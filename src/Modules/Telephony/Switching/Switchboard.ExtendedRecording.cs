using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// The add-on (A2-03, M12.1-06): calls of whom an administrator gave extended recording are recorded by themselves, from the moment that they talk with
/// somebody, in whichever device. It is decided once for each conversation: what its limit or the disk ended does not begin again in it.
/// </summary>
internal sealed partial class Switchboard
{
    bool RecordsExtended(Party side) => side.User is { } user && RightsOf(user).Recording is RecordingRight.Extended;

    void RecordByItself(Call call, Party side)
    {
        if (side.IsConsidered || !CanBeRecorded(call, side))
        {
            return;
        }

        side.IsConsidered = true;
        var rules = RecordingRules.Extended;
        if (side.Recording is null && ((rules.IsAutomatic && RecordsExtended(side)) || IsOfRecordedQueue(call, side)))
        {
            Begin(
                call,
                side,
                new RecordingSnapshot(IsAutomatic: true, IsPaused: false, rules.IsKeptUnlessRefused, Told: null, Part: 0),
                _now
            );
            Changed(call);
        }
    }

    bool IsOfRecordedQueue(Call call, Party side) =>
        call.OutOf is { } origin && ReferenceEquals(side, call.Callee) && _queues.GetValueOrDefault(origin.Queue) is { IsRecorded: true };

    /// <summary>What a crash cut off goes on in a file of its own: paused, and kept or not, as it was.</summary>
    void GoOnRecording(Call call, Party side, RecordingSnapshot? kept, DateTimeOffset now)
    {
        if (kept is not null && side.User is not null)
        {
            Begin(call, side, kept with { Part = kept.Part + 1 }, now);
        }
    }

    void Begin(Call call, Party side, RecordingSnapshot state, DateTimeOffset now) =>
        BeginRecording(
            call,
            side,
            new PartyRecording(
                RecordingId.Of(call.Id, ReferenceEquals(side, call.Caller), state.Part, now),
                now,
                RecordingRules.Extended.Limit
            )
            {
                IsExtended = true,
                IsAutomatic = state.IsAutomatic,
                IsPaused = state.IsPaused,
                IsKept = state.IsKept,
                Told = state.Told,
                Part = state.Part,
            },
            RecordingRules.Extended.Megabytes * 1_000_000L,
            isRoomForAll: true
        );

    void Keep(Call call, PartyRecording recording, bool isKept)
    {
        if (recording.IsKept != isKept)
        {
            recording.IsKept = isKept;
            _effects.Add(new SwitchboardEffect.KeepRecording(recording.Id, isKept));
            Changed(call);
            Settle(call);
        }
    }

    /// <summary>To each the person talks with, once. A conference is nobody to tell it to.</summary>
    void SayRecorded(Call call, Party side, PartyRecording recording)
    {
        var other = call.OtherThan(side);
        var who = $"{other.User?.Value} {other.Number}";
        if (recording.IsExtended && RecordingRules.Extended.IsAnnounced && recording.Told != who && other.Leg is { IsAway: false } leg)
        {
            recording.Told = who;
            _effects.Add(new SwitchboardEffect.SayRecorded(leg.Id, leg.Media));
        }
    }
}
