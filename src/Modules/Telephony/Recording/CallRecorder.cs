using System.Collections.Concurrent;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Recording;

/// <summary>Between the switchboards, the media and where recordings lie: whose recording it is that media says has ended.</summary>
internal sealed class CallRecorder(
    MediaEngine media,
    IRecordingPlace place,
    SwitchboardPost post,
    TimeProvider time,
    ILogger<CallRecorder> log
)
{
    /// <summary>Two thousand files are counted in 7 to 30 ms, for which all effects wait: a person's are not counted anew at each of their calls.</summary>
    static readonly TimeSpan RoomIsKnownFor = TimeSpan.FromMinutes(1);

    readonly Dictionary<(CompanyId, UserId, RecordingKind), (long Bytes, DateTimeOffset At)> _rooms = [];
    readonly ConcurrentDictionary<Guid, (CompanyId Company, UserId Person, RecordingKind Kind)> _running = new();

    public void Begin(CompanyId company, SwitchboardEffect.BeginRecording begin)
    {
        var id = begin.Recording.Value;
        if (RoomFor(company, begin) is not { } room)
        {
            return;
        }

        var file = place.FileOf(
            company,
            new RecordedCall(
                id,
                begin.User,
                begin.Call.Value,
                begin.OtherName,
                begin.OtherNumber,
                begin.OtherIsOutside,
                begin.At,
                begin.Limit
            )
            {
                Kind = begin.Kind,
                Queue = begin.OutOf?.Queue,
            }
        );
        _running[id] = (company, begin.User, begin.Kind);
        if (!begin.IsKept)
        {
            place.Keep(company, begin.User, begin.Kind, id, isKept: false);
        }

        media.BeginRecording(id, new RecordingOptions(file.Path, begin.Limit, room, file.MinimumFree) { Comments = file.Comments });
    }

    public void Keep(SwitchboardEffect.KeepRecording keep)
    {
        if (_running.TryGetValue(keep.Recording.Value, out var whose)) // else it ended by itself meanwhile
        {
            place.Keep(whose.Company, whose.Person, whose.Kind, keep.Recording.Value, keep.IsKept);
        }
    }

    /// <summary>By the reader of the effects. Null: none, and the switchboard has been told.</summary>
    long? RoomFor(CompanyId company, SwitchboardEffect.BeginRecording begin)
    {
        if (!begin.IsRoomForAll)
        {
            return begin.Room;
        }

        var (whose, now) = ((company, begin.User, begin.Kind), time.GetUtcNow());
        if (_rooms.TryGetValue(whose, out var known) && now - known.At < RoomIsKnownFor)
        {
            return known.Bytes;
        }

        _rooms.Remove(whose);
        var room = place.RoomFor(company, begin.User, begin.Kind, begin.Room);
        if (room is { IsDiskFull: false, Bytes: > 0 })
        {
            _rooms.Add(whose, (room.Bytes, now));
            return room.Bytes;
        }

        var why = room.IsDiskFull ? RecordingFault.DiskFull : RecordingFault.NoRoomLeft;
        post.To(company, new SwitchboardInput.RecordingEnded(begin.Recording, why));
        return null;
    }

    public void Take(MediaEvent.RecordingEnded ended)
    {
        if (!_running.TryRemove(ended.Recording, out var whose))
        {
            return;
        }

        log.RecordingEnded(ended.Recording, whose.Company, ended.Why, ended.Length, ended.Bytes);
        if (FaultOf(ended.Why) is { } fault)
        {
            post.To(whose.Company, new SwitchboardInput.RecordingEnded(new RecordingId(ended.Recording), fault));
        }

        place.Closed(whose.Company, whose.Person, whose.Kind, ended.Recording);
    }

    static RecordingFault? FaultOf(RecordingEnd end) =>
        end switch
        {
            RecordingEnd.Asked => null,
            RecordingEnd.TooLong => RecordingFault.TooLong,
            RecordingEnd.TooLarge => RecordingFault.NoRoomLeft,
            RecordingEnd.DiskFull => RecordingFault.DiskFull,
            _ => RecordingFault.Failed,
        };
}
