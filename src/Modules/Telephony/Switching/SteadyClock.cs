namespace ConnectMe.Telephony.Switching;

/// <summary>
/// The time of day, which goes on by the monotonic clock from when it was last read: whoever sets the machine's clock then ends no call, sets off no timer and
/// makes no conversation longer (promise R8). Not for several threads at once.
/// </summary>
internal sealed class SteadyClock(TimeProvider time)
{
    DateTimeOffset _read = time.GetUtcNow();
    long _readAt = time.GetTimestamp();

    public DateTimeOffset Now => _read + time.GetElapsedTime(_readAt);

    /// <summary>Goes by the machine's clock again. When nothing is being timed: else this is the step that must not be.</summary>
    public void Read() => (_read, _readAt) = (time.GetUtcNow(), time.GetTimestamp());
}
