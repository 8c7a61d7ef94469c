using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Presence;

/// <summary>A clock that stands still until it is set, and tells which long timers were started.</summary>
internal sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public ValueTask<TimeSpan> NextTimer(CancellationToken ct) => _timers.Reader.ReadAsync(ct);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.FromSeconds(30))
        {
            _timers.Writer.TryWrite(dueTime);
        }

        return timer;
    }
}
