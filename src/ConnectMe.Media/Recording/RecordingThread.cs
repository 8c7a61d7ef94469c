namespace ConnectMe.Media.Recording;

/// <summary>The one thread that writes all recordings: it may wait for a disk, the media thread may not. What fails on one recording ends that one only.</summary>
sealed class RecordingThread(Action<MediaEvent> report) : IDisposable
{
    readonly Lock _changing = new();
    readonly List<CallRecording> _added = [];
    readonly AutoResetEvent _wake = new(initialState: false);
    readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<CallRecording> _recordings = [];
    bool _isStarted;
    volatile bool _stopping;

    /// <summary>The thread begins with the first.</summary>
    public void Begin(CallRecording recording)
    {
        lock (_changing)
        {
            _added.Add(recording);
            if (!_isStarted)
            {
                _isStarted = true;
                new Thread(Run) { IsBackground = true, Name = "recordings" }.Start();
            }
        }

        _wake.Set();
    }

    /// <summary>Ends those that go on, and the thread.</summary>
    public Task Stop()
    {
        lock (_changing)
        {
            _stopping = true;
            if (!_isStarted)
            {
                return Task.CompletedTask;
            }
        }

        _wake.Set();
        return _stopped.Task;
    }

    public void Dispose() => _wake.Dispose();

    void Run()
    {
        while (true)
        {
            var stopping = _stopping;
            lock (_changing)
            {
                _recordings.AddRange(_added);
                _added.Clear();
            }

            for (var i = _recordings.Count - 1; i >= 0; i--)
            {
                if (TryEnd(_recordings[i], stopping))
                {
                    _recordings.RemoveAt(i);
                }
            }

            if (stopping)
            {
                break;
            }

            _wake.WaitOne(_recordings.Count > 0 ? Pause : Timeout.InfiniteTimeSpan);
        }

        _stopped.SetResult();
    }

    bool TryEnd(CallRecording recording, bool stopping)
    {
        var (end, length, bytes) = (default(RecordingEnd?), TimeSpan.Zero, 0L);
        try
        {
            end = recording.Write() ?? (stopping ? RecordingEnd.Asked : null);
            if (end is null)
            {
                return false;
            }

            (length, bytes) = recording.Finish();
        }
        catch (Exception failure) // the writing thread's own loop: whatever fails costs this recording only
        {
            report(new MediaEvent.Faulted(Guid.Empty, failure));
            end = RecordingEnd.Failed;
        }

        recording.Dispose();
        report(new MediaEvent.RecordingEnded(recording.Id, end.Value, length, bytes));
        return true;
    }

    /// <summary>Long enough to have something to write, much shorter than the rings are.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
}
