using System.Collections.Concurrent;

namespace ConnectMe.Kernel;

/// <summary>Who listens on this machine. Filters by company and user before a name leaves the server.</summary>
public sealed class LiveUpdates(TimeProvider time) : ILiveUpdates
{
    readonly ConcurrentDictionary<(CompanyId, UserId), ConcurrentDictionary<LiveSubscription, byte>> _listeners = new();
    readonly ConcurrentDictionary<(CompanyId, UserId), ConcurrentDictionary<string, long>> _changed = new(); // by ticks of UTC, which are replaced in place

    /// <summary>Open event streams, for the metrics.</summary>
    public int Count => _listeners.Values.Sum(l => l.Count);

    public void Publish(CompanyId company, IReadOnlyCollection<UserId> to, params ReadOnlySpan<string> topics)
    {
        var now = time.GetUtcNow().UtcTicks;
        foreach (var user in to)
        {
            var changed = _changed.GetOrAdd((company, user), _ => new ConcurrentDictionary<string, long>(StringComparer.Ordinal));
            foreach (var topic in topics)
            {
                changed[topic] = now;
            }

            if (_listeners.TryGetValue((company, user), out var listeners))
            {
                foreach (var listener in listeners.Keys)
                {
                    listener.Add(topics);
                }
            }
        }
    }

    /// <summary>Dispose the subscription when its stream ends.</summary>
    /// <param name="past">What changed in this time before now is told first.</param>
    public LiveSubscription Subscribe(CompanyId company, UserId user, TimeSpan past = default)
    {
        var subscription = new LiveSubscription(this, company, user, time);
        _listeners.GetOrAdd((company, user), _ => new ConcurrentDictionary<LiveSubscription, byte>())[subscription] = 0;
        if (past > TimeSpan.Zero && _changed.TryGetValue((company, user), out var changed))
        {
            var from = (time.GetUtcNow() - past).UtcTicks;
            subscription.Add([.. changed.Where(topic => topic.Value >= from).Select(topic => topic.Key)]);
        }

        return subscription;
    }

    internal void Remove(LiveSubscription subscription)
    {
        if (_listeners.TryGetValue((subscription.Company, subscription.User), out var listeners))
        {
            listeners.TryRemove(subscription, out _);
        }
    }
}
