using System.Collections.Concurrent;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Recording;

/// <summary>Between the switchboards, the media and where recordings lie: whose recording it is that media says has ended.</summary>
internal sealed class CallRecorder(MediaEngine media, IRecordingPlace place, SwitchboardPost post, ILogger<CallRecorder> log)
{
    readonly ConcurrentDictionary<Guid, (CompanyId Company, UserId Person)> _running = new();

    public void Begin(CompanyId company, SwitchboardEffect.BeginRecording begin)
    {
        var id = begin.Recording.Value;
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
        );
        _running[id] = (company, begin.User);
        media.BeginRecording(id, new RecordingOptions(file.Path, begin.Limit, begin.Room, file.MinimumFree) { Comments = file.Comments });
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

        place.Closed(whose.Company, whose.Person, ended.Recording);
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
