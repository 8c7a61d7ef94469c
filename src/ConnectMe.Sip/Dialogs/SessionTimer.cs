namespace ConnectMe.Sip.Dialogs;

/// <summary>
/// The keep-alive of one session (RFC 4028): whoever is the refresher renews it at half the interval; when nothing renews it, it is over a little
/// before the interval is.
/// </summary>
sealed class SessionTimer
{
    DateTimeOffset? _refreshAt;
    DateTimeOffset? _expiresAt;

    /// <summary>The refresh is due.</summary>
    public bool RefreshIsDue(DateTimeOffset now) => _refreshAt <= now;

    /// <summary>Nobody renewed the session.</summary>
    public bool IsOver(DateTimeOffset now) => _expiresAt <= now;

    /// <summary>A refresh was accepted, by them or by us.</summary>
    /// <param name="agreed">Null when the 2xx named no interval: then nothing expires (§7.2).</param>
    public void Start(SessionExpires? agreed, bool weRefresh, DateTimeOffset now)
    {
        Agreed = agreed;
        WeRefresh = weRefresh;
        if (agreed is not { } interval)
        {
            Stop();
            return;
        }

        var length = TimeSpan.FromSeconds(interval.Seconds);
        _refreshAt = weRefresh ? now + length / 2 : null;
        // §10: the one who waits says BYE min(32 s, a third) before the interval ends; the one who refreshes has failed long before.
        _expiresAt = now + length - TimeSpan.FromSeconds(Math.Min(32, interval.Seconds / 3.0));
    }

    /// <summary>The refresh is on its way, or has to be tried again later.</summary>
    public void RefreshAgain(DateTimeOffset? at) => _refreshAt = at;

    public void Stop() => _refreshAt = _expiresAt = null;

    public SessionExpires? Agreed { get; private set; }

    public bool WeRefresh { get; private set; }

    public DateTimeOffset? NextTimeout => _refreshAt < _expiresAt ? _refreshAt : _expiresAt ?? _refreshAt;
}
