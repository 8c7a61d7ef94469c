using ConnectMe.Media.Recording;

namespace ConnectMe.Media.Switching;

// What is taken down of a line.
sealed partial class Exchange
{
    /// <summary>What the line says and hears goes into the recording too. A line is in one recording at a time: an older one hears no more of it.</summary>
    public void Record(Guid line, RecordingTap tap) => Find(line)?.Record(tap);

    public void StopRecording(Guid line, RecordingTap tap)
    {
        if (Find(line) is { } recorded && recorded.Tap == tap)
        {
            recorded.Record(null);
        }
    }

    /// <summary>The recording is over, whatever it heard.</summary>
    public void Remove(RecordingTap tap)
    {
        foreach (var line in _lines.Values)
        {
            if (line.Tap == tap)
            {
                line.Record(null);
            }
        }
    }
}
