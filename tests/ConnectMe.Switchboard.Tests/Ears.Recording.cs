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
        Assert.True(_recordings.TryAdd(begin.Recording, begin), "a recording begins once");
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
