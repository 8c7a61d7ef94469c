namespace ConnectMe.Media.Io;

/// <summary>The time of day when the loop began, and from there a clock that never steps: setting the machine's clock must not upset timestamps.</summary>
sealed class LoopClock(TimeProvider time)
{
    readonly DateTimeOffset _began = time.GetUtcNow();
    readonly long _timestamp = time.GetTimestamp();

    public DateTimeOffset Now => _began + time.GetElapsedTime(_timestamp);
}
