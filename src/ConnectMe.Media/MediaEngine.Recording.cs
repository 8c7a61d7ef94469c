using System.Collections.Concurrent;
using ConnectMe.Media.Recording;

namespace ConnectMe.Media;

// Recordings: of a line or leg, whatever it is connected to.
public sealed partial class MediaEngine
{
    readonly ConcurrentDictionary<Guid, CallRecording> _recordings = [];
    readonly RecordingThread _writing;

    /// <summary>Makes the file and waits for a line. Ended by <see cref="EndRecording"/>, or by itself: <see cref="MediaEvent.RecordingEnded"/> says so in any case, once.</summary>
    /// <param name="recording">Free to choose, never used before.</param>
    public void BeginRecording(Guid recording, RecordingOptions options)
    {
        var begun = new CallRecording(recording, options, _time);
        if (!_recordings.TryAdd(recording, begun))
        {
            throw new ArgumentException("There is a recording of this name already.", nameof(recording));
        }

        _writing.Begin(begun);
    }

    /// <summary>What the line says and hears from now on goes into the recording. A line is in one recording at a time; it goes on without another.</summary>
    public void Record(Guid recording, Guid line)
    {
        if (_recordings.TryGetValue(recording, out var known))
        {
            _loop.Post(line, (exchange, _) => exchange.Record(line, known.Tap));
        }
    }

    /// <summary>The recording goes on without the line: time stands still in it.</summary>
    public void StopRecording(Guid recording, Guid line)
    {
        if (_recordings.TryGetValue(recording, out var known))
        {
            _loop.Post(line, (exchange, _) => exchange.StopRecording(line, known.Tap));
        }
    }

    public void EndRecording(Guid recording)
    {
        if (_recordings.TryGetValue(recording, out var known))
        {
            _loop.Post(
                Guid.Empty,
                (exchange, _) =>
                {
                    exchange.Remove(known.Tap);
                    known.AskEnd();
                }
            );
        }
    }

    /// <summary>From the writing thread; the events have one writer, which is the media thread.</summary>
    void Report(MediaEvent happened) =>
        _loop.Post(
            Guid.Empty,
            (exchange, _) =>
            {
                if (happened is MediaEvent.RecordingEnded ended && _recordings.TryRemove(ended.Recording, out var known))
                {
                    exchange.Remove(known.Tap);
                }

                _loop.Report(happened);
            }
        );
}
