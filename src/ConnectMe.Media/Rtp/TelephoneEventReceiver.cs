namespace ConnectMe.Media.Rtp;

/// <summary>
/// Hears digits in an RTP stream (RFC 4733 §2.5.2): an event is its (SSRC, timestamp), reported at the first packet of it that arrives, which may be
/// its end: when the event clock differs from the codec's, browsers send the three end packets only.
/// </summary>
sealed class TelephoneEventReceiver(int clockRate)
{
    readonly (Ssrc, RtpTimestamp)?[] _reported = new (Ssrc, RtpTimestamp)?[8];
    int _oldest;
    TelephoneEvent _last;
    (Ssrc Ssrc, RtpTimestamp Timestamp) _lastKey;
    double _allowance = Burst;
    DateTimeOffset _allowanceAt;

    /// <summary>The digit that this packet begins, or null: known already, not a digit, malformed, or faster than any finger or dialler.</summary>
    public char? Handle(in RtpPacket packet, DateTimeOffset now)
    {
        if (!TelephoneEvent.TryRead(packet.Payload, out var telephoneEvent))
        {
            return null;
        }

        var key = (packet.Ssrc, packet.Timestamp);
        if (Array.IndexOf(_reported, key) >= 0)
        {
            (_last, _lastKey) = (telephoneEvent, key);
            return null;
        }

        var continues = Continues(key, telephoneEvent);
        _reported[_oldest] = key;
        _oldest = (_oldest + 1) % _reported.Length;
        (_last, _lastKey) = (telephoneEvent, key);
        return continues || telephoneEvent.Digit is null || !WithinRate(now) ? null : telephoneEvent.Digit;
    }

    /// <summary>An event longer than 65535 units goes on under a new timestamp (RFC 4733 §2.5.1.3).</summary>
    bool Continues((Ssrc Ssrc, RtpTimestamp Timestamp) key, TelephoneEvent next) =>
        !_last.End
        && _last.Duration > 0
        && _last.Event == next.Event
        && _lastKey.Ssrc == key.Ssrc
        && Math.Abs(key.Timestamp.DistanceFrom(_lastKey.Timestamp) - ushort.MaxValue) <= clockRate / 50;

    bool WithinRate(DateTimeOffset now)
    {
        _allowance = Math.Min(Burst, _allowance + Math.Max(0, (now - _allowanceAt).TotalSeconds) * DigitsPerSecond);
        _allowanceAt = now;
        if (_allowance < 1)
        {
            return false;
        }

        _allowance--;
        return true;
    }

    const double DigitsPerSecond = 20;
    const double Burst = 20;
}
