using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Events;

// RFC 6665 §4.2.1: what a SUBSCRIBE asks for, whether it gets it, and what follows from it.
sealed partial class Notifier
{
    SipResponse? Examine(SipRequest request, SipAccount watcher, out Asked asked)
    {
        asked = default;
        if (!TryReadEvent(request, out var package, out var id))
        {
            var refusal = SipResponse.For(request, 489);
            refusal.Headers.Add(HeaderName.AllowEvents, EventPackages.AllowEvents); // §8.3.2
            return refusal;
        }
        if (request.Contacts.Count != 1 || !request.Contacts[0].Uri.IsSip)
        {
            return SipResponse.For(request, 400, reason: "A SUBSCRIBE has one Contact");
        }
        if (!Accepts(request, EventPackages.ContentTypeOf(package)))
        {
            return SipResponse.For(request, 406);
        }
        if (Lifetime(request, out var lifetime) is { } tooBrief)
        {
            return tooBrief;
        }
        if (resources.Find(watcher, package, request.RequestUri) is not { } resource)
        {
            return SipResponse.For(request, 404);
        }
        if (_subscriptions.Count >= options.Most || _perAccount.GetValueOrDefault(watcher.Id) >= options.MostPerAccount)
        {
            return SipResponse.For(request, 403, reason: "Too many subscriptions");
        }
        asked = new Asked(package, id, resource, lifetime);
        return null;
    }

    void Start(ServerTransaction transaction, SipRequest request, SipFlow flow, SipAccount watcher, in Asked asked, DateTimeOffset now)
    {
        var contact = new SipUri(LocalContact.Host, request.RequestUri.User);
        var dialog = Dialog.OfRequest(request, transaction.ToTag, contact, flow, isSymmetric: true);
        var subscription = new Subscription(watcher.Id, asked.Package, asked.Resource, asked.EventId, dialog, flow);
        transactions.Respond(transaction, Accepted(transaction, contact, asked.Lifetime));
        if (asked.Lifetime == TimeSpan.Zero)
        {
            // §4.4.3: to fetch, once.
            Send(subscription.NotifyEnd(StateOf((asked.Package, asked.Resource.Id)), "timeout"), subscription);
            return;
        }
        var key = (asked.Package, asked.Resource.Id);
        EndOthersOf(subscription, key);
        _subscriptions[dialog.Id] = subscription;
        _perAccount[watcher.Id] = _perAccount.GetValueOrDefault(watcher.Id) + 1;
        if (!_watchers.TryGetValue(key, out var watchers))
        {
            _watchers[key] = watchers = [];
        }
        watchers.Add(subscription);
        _events.Enqueue(new SipEvent.SubscriptionStarted(watcher.Id, asked.Package, asked.Resource.Id));
        subscription.Refresh(now + asked.Lifetime, flow);
        Pump(subscription, now);
    }

    // A phone that restarted subscribes anew and knows nothing of its earlier subscriptions.
    void EndOthersOf(Subscription subscription, (EventPackage Package, Guid Resource) key)
    {
        var earlier = _watchers
            .GetValueOrDefault(key, [])
            .Where(other => other.Account == subscription.Account && other.Dialog.RemoteTarget.Equals(subscription.Dialog.RemoteTarget))
            .ToList();
        earlier.ForEach(End);
    }

    void Refresh(ServerTransaction transaction, SipRequest request, SipFlow flow, SipAccount watcher, DateTimeOffset now)
    {
        if (!_subscriptions.TryGetValue(DialogId.OfRequest(request), out var subscription) || subscription.Account != watcher.Id)
        {
            transactions.Respond(transaction, SipResponse.For(request, 481));
            return;
        }
        if (!subscription.Dialog.Accepts(request))
        {
            transactions.Respond(transaction, SipResponse.For(request, 500));
            return;
        }
        if (Lifetime(request, out var lifetime) is { } tooBrief)
        {
            transactions.Respond(transaction, tooBrief);
            return;
        }
        subscription.Dialog.Refresh(request);
        transactions.Respond(transaction, Accepted(transaction, new SipUri(LocalContact.Host, request.RequestUri.User), lifetime));
        subscription.Refresh(now + lifetime, flow);
        if (lifetime == TimeSpan.Zero)
        {
            EndWith(subscription, "timeout");
            return;
        }
        Pump(subscription, now);
    }

    static SipResponse Accepted(ServerTransaction transaction, SipUri contact, TimeSpan lifetime)
    {
        var response = SipResponse.For(transaction.Request, 200, transaction.ToTag);
        response.Headers.Add(HeaderName.Contact, new NameAddress(contact));
        response.Headers.Add(HeaderName.AllowEvents, EventPackages.AllowEvents);
        response.Expires = (int)lifetime.TotalSeconds;
        return response;
    }

    void Pump(Subscription subscription, DateTimeOffset now)
    {
        if (subscription.IsDue(now))
        {
            Send(subscription.Notify(StateOf((subscription.Package, subscription.Resource.Id)), now), subscription);
        }
        Schedule(subscription);
    }

    // Once in the queue is enough, unless it is due earlier than it was.
    void Schedule(Subscription subscription)
    {
        var at = subscription.NextTimeout;
        if (subscription.QueuedAt is { } queued && queued <= at)
        {
            return;
        }
        subscription.QueuedAt = at;
        _due.Enqueue(subscription, at);
    }

    void EndWith(Subscription subscription, string reason)
    {
        End(subscription);
        Send(subscription.NotifyEnd(StateOf((subscription.Package, subscription.Resource.Id)), reason), subscription);
    }

    void End(Subscription subscription)
    {
        if (!IsCurrent(subscription))
        {
            return;
        }
        _subscriptions.Remove(subscription.Dialog.Id);
        var left = _perAccount[subscription.Account] - 1;
        _perAccount[subscription.Account] = left;
        if (left == 0)
        {
            _perAccount.Remove(subscription.Account);
        }
        var key = (subscription.Package, subscription.Resource.Id);
        if (_watchers.TryGetValue(key, out var watchers) && watchers.Remove(subscription) && watchers.Count == 0)
        {
            _watchers.Remove(key);
        }
        _events.Enqueue(new SipEvent.SubscriptionEnded(subscription.Account, subscription.Package, subscription.Resource.Id));
    }

    void Send(SipRequest notify, Subscription subscription) =>
        _notifying[transactions.Send(notify, subscription.Dialog.Target)] = subscription;

    bool IsCurrent(Subscription subscription) =>
        _subscriptions.TryGetValue(subscription.Dialog.Id, out var current) && ReferenceEquals(current, subscription);

    SipResponse? Lifetime(SipRequest request, out TimeSpan lifetime)
    {
        lifetime = request.Expires is { } seconds ? TimeSpan.FromSeconds(seconds) : options.Longest;
        lifetime = lifetime < options.Longest ? lifetime : options.Longest;
        if (lifetime == TimeSpan.Zero || lifetime >= options.Shortest)
        {
            return null;
        }
        var tooBrief = SipResponse.For(request, 423);
        tooBrief.MinExpires = (int)options.Shortest.TotalSeconds;
        return tooBrief;
    }

    static bool TryReadEvent(SipRequest request, out EventPackage package, out string? id)
    {
        package = default;
        id = null;
        var values = request.Headers.Values(HeaderName.Event);
        if (values.Count != 1)
        {
            return false;
        }
        var parts = values[0].Split(';', StringSplitOptions.TrimEntries);
        if (EventPackages.Read(parts[0]) is not { } read)
        {
            return false;
        }
        package = read;
        var named = parts.Skip(1).FirstOrDefault(part => part.StartsWith("id=", StringComparison.OrdinalIgnoreCase));
        id = named?[3..];
        return id is null || (id.Length is > 0 and <= LongestId && id.All(c => c is > ' ' and < '\x7f' and not (',' or '"' or ';')));
    }

    static bool Accepts(SipRequest request, string contentType)
    {
        var accepted = request.Headers.Elements(HeaderName.Accept);
        return accepted.Count == 0
            || accepted.Any(type =>
                type.Split(';')[0].Trim() is var plain
                && (
                    plain.Equals(contentType, StringComparison.OrdinalIgnoreCase)
                    || plain is "*/*"
                    || plain.Equals("application/*", StringComparison.OrdinalIgnoreCase)
                )
            );
    }

    readonly record struct Asked(EventPackage Package, string? EventId, WatchedResource Resource, TimeSpan Lifetime);

    const int LongestId = 64;
}
