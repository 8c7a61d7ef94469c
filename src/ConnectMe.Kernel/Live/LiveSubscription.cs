using System.Threading.Channels;

namespace ConnectMe.Kernel;

/// <summary>One browser's ear: a set of names, never a queue of payloads, so a slow browser costs at most one entry per topic.</summary>
public sealed class LiveSubscription : IDisposable
{
    readonly Channel<byte> _wake = Channel.CreateBounded<byte>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    readonly HashSet<string> _pending = new(StringComparer.Ordinal);
    readonly Dictionary<string, DateTimeOffset> _lastSent = new(StringComparer.Ordinal);
    readonly LiveUpdates _updates;
    readonly TimeProvider _time;

    internal LiveSubscription(LiveUpdates updates, CompanyId company, UserId user, TimeProvider time)
    {
        _updates = updates;
        _time = time;
        Company = company;
        User = user;
    }

    internal CompanyId Company { get; }

    internal UserId User { get; }

    /// <summary>The names that changed since last told, each at most four times a second; empty when the heartbeat is due.</summary>
    public async Task<IReadOnlyList<string>> Next(TimeSpan heartbeat, CancellationToken ct)
    {
        var due = _time.GetUtcNow() + heartbeat;
        while (true)
        {
            var now = _time.GetUtcNow();
            var (ready, retry) = Take(now);
            if (ready.Count > 0 || now >= due)
            {
                return ready;
            }

            var until = retry is { } at && at < due ? at : due;
            await WaitForChange(until - now, ct);
        }
    }

    public void Dispose() => _updates.Remove(this);

    internal void Add(ReadOnlySpan<string> topics)
    {
        lock (_pending)
        {
            foreach (var topic in topics)
            {
                _pending.Add(topic);
            }
        }

        _wake.Writer.TryWrite(0);
    }

    (List<string> Ready, DateTimeOffset? Retry) Take(DateTimeOffset now)
    {
        var ready = new List<string>();
        DateTimeOffset? retry = null;
        lock (_pending)
        {
            foreach (var topic in _pending)
            {
                var allowed = _lastSent.TryGetValue(topic, out var last) ? last + Interval : now;
                if (allowed <= now)
                {
                    ready.Add(topic);
                }
                else if (retry is null || allowed < retry)
                {
                    retry = allowed;
                }
            }

            foreach (var topic in ready)
            {
                _pending.Remove(topic);
                _lastSent[topic] = now;
            }

            foreach (var (topic, last) in _lastSent)
            {
                if (last + Interval <= now)
                {
                    _lastSent.Remove(topic);
                }
            }
        }

        return (ready, retry);
    }

    async Task WaitForChange(TimeSpan atMost, CancellationToken ct)
    {
        using var clock = new CancellationTokenSource(atMost > TimeSpan.Zero ? atMost : TimeSpan.FromMilliseconds(1), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, clock.Token);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The clock, not the caller: look again.
        }
    }

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
}
