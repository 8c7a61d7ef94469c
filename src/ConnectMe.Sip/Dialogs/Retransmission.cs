namespace ConnectMe.Sip.Dialogs;

/// <summary>
/// What a user agent, not its transaction, has to repeat: the 2xx to INVITE until the ACK (RFC 3261 §13.3.1.4), a reliable provisional response
/// until the PRACK (RFC 3262 §3).
/// </summary>
sealed class Retransmission(TimeSpan longest)
{
    static readonly TimeSpan T1 = TimeSpan.FromMilliseconds(500);

    TimeSpan _interval;
    DateTimeOffset? _nextAt;
    DateTimeOffset _giveUpAt;

    /// <summary>Doubling up to T2, whatever the transport: the path may have an unreliable hop.</summary>
    public static Retransmission OfSuccess() => new(TimeSpan.FromSeconds(4));

    /// <summary>Doubling without a limit.</summary>
    public static Retransmission OfProvisional() => new(TimeSpan.MaxValue);

    public void Start(DateTimeOffset now)
    {
        _interval = T1;
        _nextAt = now + T1;
        _giveUpAt = now + 64 * T1;
    }

    public void Stop() => _nextAt = null;

    /// <summary>To be repeated now.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        if (_nextAt is not { } at || at > now || now >= _giveUpAt)
        {
            return false;
        }

        _interval = _interval * 2 < longest ? _interval * 2 : longest;
        _nextAt = now + _interval < _giveUpAt ? now + _interval : _giveUpAt;
        return true;
    }

    /// <summary>64 T1 without an answer.</summary>
    public bool HasFailed(DateTimeOffset now) => _nextAt is not null && now >= _giveUpAt;

    public bool IsRunning => _nextAt is not null;

    public DateTimeOffset? NextTimeout => _nextAt;
}
