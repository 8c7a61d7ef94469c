using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

// What is recorded of whom.
internal sealed partial class Ears
{
    readonly Dictionary<RecordingId, SwitchboardEffect.BeginRecording> _recordings = [];
    readonly Dictionary<RecordingId, MediaId> _recording = [];

    /// <summary>Begun, and not ended.</summary>
    public IReadOnlyDictionary<RecordingId, SwitchboardEffect.BeginRecording> Recordings => _recordings;

    /// <summary>What goes into each now.</summary>
    public IReadOnlyDictionary<RecordingId, MediaId> RecordedNow => _recording;

    public List<RecordingId> RecordingsEnded { get; } = [];

    void Hear(SwitchboardEffect.BeginRecording begin)
    {
        Assert.DoesNotContain(begin.Recording, RecordingsEnded);
        Assert.True(begin.Room > 0);
        Assert.True(begin.Kind is RecordingKind.Extended || begin is { IsKept: true, IsRoomForAll: false });
        if (!begin.IsKept)
        {
            NotKept.Add(begin.Recording);
        }

        Assert.True(_recordings.TryAdd(begin.Recording, begin), "a recording begins once");
    }

    /// <summary>Those that are deleted when they end.</summary>
    public HashSet<RecordingId> NotKept { get; } = [];

    /// <summary>Who heard that they are recorded, in the order of time.</summary>
    public List<MediaId> ToldRecorded { get; } = [];

    void Hear(SwitchboardEffect.KeepRecording keep)
    {
        Assert.Equal(RecordingKind.Extended, _recordings[keep.Recording].Kind);
        Assert.True(keep.IsKept ? NotKept.Remove(keep.Recording) : NotKept.Add(keep.Recording), "what is so is not said again");
    }

    void Hear(SwitchboardEffect.SayRecorded say)
    {
        Assert.True(_legs[say.Leg].Answered);
        Assert.Contains(_recordings, recording => recording.Value.Kind is RecordingKind.Extended && _recording.ContainsKey(recording.Key));
        ToldRecorded.Add(say.Media);
    }

    void Hear(SwitchboardEffect.RecordMedia record)
    {
        Assert.True(_recordings.ContainsKey(record.Recording) || _scriptRecordings.Contains(record.Recording));
        Assert.DoesNotContain(_recording, other => other.Value == record.Media);
        Assert.Contains(_legs.Values, leg => leg.Media == record.Media && leg.Answered);
        Assert.True(_recording.TryAdd(record.Recording, record.Media), "a recording is of one media at a time");
    }

    void Hear(SwitchboardEffect.PauseRecording pause)
    {
        Assert.True(_recording.Remove(pause.Recording, out var media), "what is paused was recorded");
        Assert.Equal(media, pause.Media);
    }

    void Hear(SwitchboardEffect.EndRecording end)
    {
        Assert.DoesNotContain(end.Recording, _recording);
        Assert.True(_recordings.Remove(end.Recording) || _scriptRecordings.Remove(end.Recording), "a recording ends once");
        RecordingsEnded.Add(end.Recording);
    }
}
