using System.Globalization;
using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Events;

/// <summary>One watcher of one resource, on our side: the notifier's state machine of RFC 6665 §4.2. One NOTIFY at a time, at its package's pace.</summary>
sealed class Subscription(Guid account, EventPackage package, WatchedResource resource, string? eventId, Dialog dialog, SipFlow flow)
{
    DateTimeOffset _expires;
    DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    bool _isDirty;
    bool _isWaiting;
    uint _version;

    /// <summary>Begun or refreshed: the whole state is due at once (§4.2.1.2).</summary>
    public void Refresh(DateTimeOffset expires, SipFlow heardOver)
    {
        _expires = expires;
        _isDirty = true;
        _notBefore = DateTimeOffset.MinValue;
        Flow = heardOver;
        dialog.HeardOver(heardOver);
    }

    public void Changed() => _isDirty = true;

    public void Answered() => _isWaiting = false;

    public bool HasExpired(DateTimeOffset now) => now >= _expires;

    /// <summary>Whether there is something to tell, and nothing that stands against it.</summary>
    public bool IsDue(DateTimeOffset now) => _isDirty && !_isWaiting && now >= _notBefore;

    public SipRequest Notify(ResourceState state, DateTimeOffset now)
    {
        _isDirty = false;
        _isWaiting = true;
        _notBefore = now + EventPackages.PaceOf(package);
        var left = (long)Math.Ceiling((_expires - now).TotalSeconds);
        return Request(state, $"active;expires={left.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>The last one.</summary>
    public SipRequest NotifyEnd(ResourceState state, string reason) => Request(state, $"terminated;reason={reason}");

    public DateTimeOffset NextTimeout => _isDirty && !_isWaiting && _notBefore < _expires ? _notBefore : _expires;

    /// <summary>For when it stands in the notifier's queue.</summary>
    public DateTimeOffset? QueuedAt { get; set; }

    public Guid Account => account;

    public EventPackage Package => package;

    public WatchedResource Resource => resource;

    public Dialog Dialog => dialog;

    public SipFlow Flow { get; private set; } = flow;

    SipRequest Request(ResourceState state, string subscriptionState)
    {
        var notify = dialog.Request(SipMethod.Notify);
        var token = EventPackages.TokenOf(package);
        notify.Headers.Set(HeaderName.Event, eventId is null ? token : $"{token};id={eventId}");
        notify.Headers.Set(HeaderName.SubscriptionState, subscriptionState);
        notify.Headers.Set(HeaderName.AllowEvents, EventPackages.AllowEvents);
        notify.SetBody(Document(state), EventPackages.ContentTypeOf(package));
        return notify;
    }

    ReadOnlyMemory<byte> Document(ResourceState state) =>
        state switch
        {
            ResourceState.Dialogs dialogs => DialogInfoDocument.Write(dialogs, resource.Entity, _version++),
            ResourceState.Messages messages => MessageSummaryDocument.Write(messages, resource.Entity),
            ResourceState.Presence presence => PresenceDocument.Write(presence, resource.Entity),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
}
