using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Events;

/// <summary>
/// The notifier of RFC 6665: who watches what, and is told when it changes. The application publishes states; what it says faster than a package allows
/// is told together.
/// </summary>
sealed partial class Notifier(ITransactions transactions, IWatchedResources resources, NotifierOptions options)
{
    readonly Dictionary<DialogId, Subscription> _subscriptions = [];
    readonly Dictionary<(EventPackage Package, Guid Resource), ResourceState> _states = [];
    readonly Dictionary<(EventPackage Package, Guid Resource), List<Subscription>> _watchers = [];
    readonly Dictionary<ClientTransaction, Subscription> _notifying = [];
    readonly PriorityQueue<Subscription, DateTimeOffset> _due = new();
    readonly Dictionary<Guid, int> _perAccount = [];
    readonly Queue<SipEvent> _events = new();

    /// <summary>A SUBSCRIBE of an account that has proved itself.</summary>
    public void Handle(ServerTransaction transaction, SipRequest request, SipFlow flow, SipAccount watcher, DateTimeOffset now)
    {
        if (request.To.Tag is not null)
        {
            Refresh(transaction, request, flow, watcher, now);
            return;
        }
        var refusal = Examine(request, watcher, out var asked);
        if (refusal is not null)
        {
            transactions.Respond(transaction, refusal);
            return;
        }
        Start(transaction, request, flow, watcher, asked, now);
    }

    /// <returns>False when the transaction is no NOTIFY of these.</returns>
    public bool Handle(ClientTransaction transaction, SipResponse response, DateTimeOffset now)
    {
        if (!_notifying.TryGetValue(transaction, out var subscription))
        {
            return false;
        }
        if (!response.IsFinal)
        {
            return true;
        }
        _notifying.Remove(transaction);
        if (EndsSubscription(response.StatusCode))
        {
            End(subscription);
            return true;
        }
        subscription.Answered();
        Pump(subscription, now);
        return true;
    }

    /// <summary>RFC 6665 §4.2.2: who can't be told watches no longer.</summary>
    /// <returns>False when the transaction is no NOTIFY of these.</returns>
    public bool Failed(ClientTransaction transaction)
    {
        if (!_notifying.Remove(transaction, out var subscription))
        {
            return false;
        }
        End(subscription);
        return true;
    }

    /// <summary>What has become due: held-back notifications, and ends.</summary>
    public void Handle(DateTimeOffset now)
    {
        while (_due.TryPeek(out var subscription, out var at) && at <= now)
        {
            _due.Dequeue();
            subscription.QueuedAt = null;
            if (!IsCurrent(subscription))
            {
                continue;
            }
            if (subscription.HasExpired(now))
            {
                EndWith(subscription, "timeout");
                continue;
            }
            Pump(subscription, now);
        }
    }

    /// <summary>A connection closed: its watchers subscribe anew when they are back.</summary>
    public void FlowLost(SipFlow flow)
    {
        foreach (var subscription in _subscriptions.Values.Where(subscription => subscription.Flow == flow).ToList())
        {
            End(subscription);
        }
    }

    /// <summary>The state of a resource has changed. The same again is told to nobody.</summary>
    public void Publish(Guid resource, ResourceState state, DateTimeOffset now)
    {
        var key = (state.Package, resource);
        if (StateOf(key).Equals(state))
        {
            return;
        }
        _states[key] = state;
        foreach (var subscription in _watchers.GetValueOrDefault(key, []).ToList())
        {
            subscription.Changed();
            Pump(subscription, now);
        }
    }

    /// <summary>The resource is gone, and so are its watchers.</summary>
    public void Withdraw(Guid resource)
    {
        foreach (var subscription in _subscriptions.Values.Where(subscription => subscription.Resource.Id == resource).ToList())
        {
            EndWith(subscription, "noresource");
        }
        foreach (var package in Enum.GetValues<EventPackage>())
        {
            _states.Remove((package, resource));
        }
    }

    /// <summary>The account may watch nothing any more.</summary>
    public void Revoke(Guid account)
    {
        foreach (var subscription in _subscriptions.Values.Where(subscription => subscription.Account == account).ToList())
        {
            EndWith(subscription, "rejected");
        }
    }

    public bool TryTake(out SipEvent? output) => _events.TryDequeue(out output);

    /// <summary>May be early: a subscription that was refreshed since is looked at once for nothing.</summary>
    public DateTimeOffset? NextTimeout => _due.TryPeek(out _, out var at) ? at : null;

    public int Count => _subscriptions.Count;

    ResourceState StateOf((EventPackage Package, Guid Resource) key) =>
        _states.GetValueOrDefault(key) ?? ResourceState.Unknown(key.Package);

    // RFC 5057 §5.1 and RFC 6665 §4.2.2: these say that there is nobody (any more) to be told.
    static bool EndsSubscription(int status) => status is (>= 300 and < 500 and not (423 or 491)) or 501 or >= 600;
}
