using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.UserAgents;

/// <summary>What the two sides agree about the session timer, in each INVITE and UPDATE anew (RFC 4028 §7 to §10).</summary>
sealed class SessionTiming(UserAgentOptions options)
{
    readonly SessionTimer _timer = new();
    uint _interval = (uint)options.SessionExpires.TotalSeconds;
    uint _minimum = (uint)options.MinimumSessionExpires.TotalSeconds;

    /// <summary>Asks for an interval in a request of ours. Within a session whoever refreshes goes on doing so (§7.4).</summary>
    public void AddTo(SipRequest request)
    {
        Refresher? refresher =
            _timer.Agreed is null ? null
            : _timer.WeRefresh ? Refresher.Caller
            : Refresher.Callee;
        request.Headers.Set("Session-Expires", new SessionExpires(_interval, refresher).ToString());
        if (_minimum > SmallestMinimum)
        {
            request.Headers.Set("Min-SE", _minimum);
        }
    }

    /// <summary>A 422 said what the other side wants at least (§7.3).</summary>
    public void Lengthen(uint minimum)
    {
        _minimum = Math.Clamp(minimum, _minimum, Longest);
        _interval = Math.Max(_interval, _minimum);
    }

    /// <summary>A 2xx to our INVITE or UPDATE (§7.2).</summary>
    public void AgreedByAnswer(SipResponse success, DateTimeOffset now) =>
        Start(SessionExpires.Of(success), weRefresh: SessionExpires.Of(success)?.Refresher != Refresher.Callee, now);

    /// <summary>The 422 for a request that wants a shorter interval than we allow; null when it is long enough (§9).</summary>
    public SipResponse? Refusal(ServerTransaction transaction)
    {
        var request = transaction.Request;
        // §9: a caller that does not know the extension could do nothing with a 422; some proxy set the header.
        if (SessionExpires.Of(request) is not { } asked || asked.Seconds >= _minimum || !Extensions.Supports(request, Extensions.Timer))
        {
            return null;
        }

        var refusal = SipResponse.For(request, 422, transaction.ToTag);
        refusal.Headers.Add("Min-SE", _minimum);
        return refusal;
    }

    /// <summary>Puts into our 2xx what holds from now on (§9, table 2). We refresh where it is left open: then a peer that died is missed soonest.</summary>
    public void Agree(SipRequest request, SipResponse success, DateTimeOffset now)
    {
        var asked = SessionExpires.Of(request);
        var knows = Extensions.Supports(request, Extensions.Timer);
        var seconds = Math.Max(Math.Min(asked?.Seconds ?? _interval, _interval), Math.Max(_minimum, SessionExpires.Minimum(request)));
        var refresher = knows && asked?.Refresher == Refresher.Caller ? Refresher.Caller : Refresher.Callee;
        var agreed = new SessionExpires(seconds, refresher);
        success.Headers.Set("Session-Expires", agreed.ToString());
        if (refresher == Refresher.Caller)
        {
            success.Headers.Add("Require", Extensions.Timer);
        }

        Start(agreed, weRefresh: refresher == Refresher.Callee, now);
    }

    /// <summary>The other side answered, if not with a yes: it is there, and what was agreed holds from now on again.</summary>
    public void Renew(DateTimeOffset now) => _timer.Start(_timer.Agreed, _timer.WeRefresh, now);

    public void RefreshAgain(DateTimeOffset? at) => _timer.RefreshAgain(at);

    public void Stop() => _timer.Stop();

    public bool RefreshIsDue(DateTimeOffset now) => _timer.RefreshIsDue(now);

    public bool IsOver(DateTimeOffset now) => _timer.IsOver(now);

    public DateTimeOffset? NextTimeout => _timer.NextTimeout;

    void Start(SessionExpires? agreed, bool weRefresh, DateTimeOffset now)
    {
        // A 2xx may shorten what we asked for, but nothing may be shorter than the smallest minimum (§4): it would be a flood of refreshes.
        agreed = agreed is { } interval ? interval with { Seconds = Math.Clamp(interval.Seconds, SmallestMinimum, Longest) } : null;
        _timer.Start(agreed, weRefresh, now);
    }

    const uint SmallestMinimum = 90;
    const uint Longest = 86_400;
}
