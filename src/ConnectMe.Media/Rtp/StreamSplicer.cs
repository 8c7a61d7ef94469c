namespace ConnectMe.Media.Rtp;

/// <summary>
/// Makes one outgoing stream of whatever is switched behind it: one SSRC, no gap in the sequence numbers at a switch, and timestamps that follow the
/// wall clock. A browser whose stream "continues the last value" after a pause plays everything later for the rest of the session, by the length of
/// the pause; so each switch is anchored anew at the time its first packet arrives.
/// What was lost on the way in stays a gap: the receiver then conceals it, and its reports tell the truth.
/// </summary>
sealed class StreamSplicer(Ssrc ssrc, SequenceNumber first, RtpTimestamp origin, int clockRate)
{
    int _clockRate = clockRate;
    bool _started;
    SequenceNumber _next = first;
    RtpTimestamp _last;

    // The wall clock: at _epoch the timestamp is _origin.
    DateTimeOffset _epoch;
    RtpTimestamp _origin = origin;

    // The packets now relayed: what is added to theirs. Null while we send frames of our own.
    Ssrc? _source;
    int _sequenceOffset;
    uint _timestampOffset;
    SequenceNumber _oldest;
    SequenceNumber _newest;
    RtpTimestamp _newestTimestamp;
    DateTimeOffset _newestAt;

    /// <summary>The next relayed packet is of another party, whatever its SSRC.</summary>
    public void Switch() => _source = null;

    /// <summary>The codec changed, and with it the clock; timestamps go on from where they are (RFC 7160 §4.1).</summary>
    public void UseClock(int rate, DateTimeOffset now)
    {
        if (rate != _clockRate)
        {
            (_origin, _epoch, _clockRate, _source) = (TimestampAt(now), now, rate, null);
        }
    }

    /// <summary>The header with which this packet goes on; false when it must not: overtaken across a switch, or far ahead of the clock (what piled up
    /// behind a stall, in place of which silence went out already).</summary>
    public bool TryRelay(in RtpPacket packet, PayloadType payloadType, DateTimeOffset now, out RtpHeader header)
    {
        Start(now);
        var switched = _source != packet.Ssrc || Math.Abs(packet.SequenceNumber.DistanceFrom(_newest)) > MaximumMisorder;
        if (!switched && packet.SequenceNumber.DistanceFrom(_oldest) < 0)
        {
            header = default;
            return false;
        }

        switched = switched || (packet.SequenceNumber.IsNewerThan(_newest) && (Paused(packet, now) || Jumped(packet, now)));
        if (switched && IsEarly(now))
        {
            header = default;
            return false;
        }

        if (switched)
        {
            Anchor(packet, now);
        }

        var timestamp = packet.Timestamp + _timestampOffset;
        var ahead = timestamp.DistanceFrom(TimestampAt(now));
        if (!switched && (ahead > Units(MaximumAhead) || ahead < -Units(MaximumBehind)))
        {
            Skip(packet);
            header = default;
            return false;
        }

        Follow(ahead);
        header = new RtpHeader(switched || packet.Marker, payloadType, packet.SequenceNumber + _sequenceOffset, timestamp, ssrc);
        if (switched || packet.SequenceNumber.IsNewerThan(_newest))
        {
            SequenceNumbersPassed += (uint)header.SequenceNumber.DistanceFrom(_next) + 1;
            (_newest, _newestTimestamp, _newestAt) = (packet.SequenceNumber, packet.Timestamp, now);
            (_next, _last) = (header.SequenceNumber.Next, header.Timestamp);
            _oldest = _newest.DistanceFrom(_oldest) > MaximumMisorder ? _newest + -MaximumMisorder : _oldest;
        }

        Count(packet.Payload.Length);
        return true;
    }

    /// <summary>A packet of the relayed stream is consumed here (RFC 4733 events): those after it close the gap.</summary>
    public void Skip(in RtpPacket packet)
    {
        if (_source == packet.Ssrc && packet.SequenceNumber.IsNewerThan(_newest))
        {
            _sequenceOffset--;
            (_newest, _newestTimestamp) = (packet.SequenceNumber, packet.Timestamp);
            _oldest = packet.SequenceNumber.Next;
        }
    }

    /// <summary>The header for a frame of our own (music, silence, what was mixed or transcoded): 20 ms after the last one, or at the wall clock when
    /// that has gone elsewhere.</summary>
    public RtpHeader Next(PayloadType payloadType, int payloadLength, DateTimeOffset now)
    {
        var switched = !_started || _source is not null;
        Start(now);
        _source = null;
        var timestamp = _last + Units(Frame);
        if (switched || Math.Abs(timestamp.DistanceFrom(TimestampAt(now))) > Units(MaximumDrift))
        {
            timestamp = Anchored(now);
        }

        return Send(switched, payloadType, timestamp, payloadLength);
    }

    /// <summary>A packet whose timestamp stays that of its beginning: an RFC 4733 event.</summary>
    public RtpHeader Next(PayloadType payloadType, RtpTimestamp timestamp, bool marker, int payloadLength, DateTimeOffset now)
    {
        Start(now);
        _source = null;
        return Send(marker, payloadType, timestamp, payloadLength);
    }

    /// <summary>What the wall clock says, for sender reports and events.</summary>
    public RtpTimestamp TimestampAt(DateTimeOffset now) => _started ? _origin + Units(now - _epoch) : _origin;

    public Ssrc Ssrc => ssrc;

    public int ClockRate => _clockRate;

    public uint PacketsSent { get; private set; }

    /// <summary>What <see cref="PacketsSent"/> would be, had nothing been lost on the way in.</summary>
    public uint SequenceNumbersPassed { get; private set; }

    public uint OctetsSent { get; private set; }

    RtpHeader Send(bool marker, PayloadType payloadType, RtpTimestamp timestamp, int payloadLength)
    {
        var header = new RtpHeader(marker, payloadType, _next, timestamp, ssrc);
        (_next, _last) = (_next.Next, timestamp);
        SequenceNumbersPassed++;
        Count(payloadLength);
        return header;
    }

    void Start(DateTimeOffset now)
    {
        if (!_started)
        {
            (_started, _epoch, _last) = (true, now, _origin + -Units(Frame));
        }
    }

    /// <summary>A frame of our own has just gone out, whose time is not over. Anchored after it, the stream would stay ahead of the clock by what is left
    /// of it, and the receiver would buffer that much more after each switch; so the first packet is left out, and the next one is in time.</summary>
    bool IsEarly(DateTimeOffset now) =>
        _source is null
        && (_last + Units(Frame)).DistanceFrom(TimestampAt(now)) is var left
        && left > Units(MaximumOverlap)
        && left <= Units(Frame);

    void Anchor(in RtpPacket packet, DateTimeOffset now)
    {
        _timestampOffset = unchecked(Anchored(now).Value - packet.Timestamp.Value);
        _sequenceOffset = _next.DistanceFrom(packet.SequenceNumber);
        (_source, _oldest) = (packet.Ssrc, packet.SequenceNumber);
    }

    /// <summary>The wall clock, but after the frame sent last; when many switches have pushed it ahead, as little after as can be.</summary>
    RtpTimestamp Anchored(DateTimeOffset now)
    {
        var clock = TimestampAt(now);
        var after = _last + Units(Frame);
        if (after.DistanceFrom(clock) > Units(MaximumDrift))
        {
            after = _last + 1;
        }

        return clock.IsNewerThan(after) ? clock : after;
    }

    /// <summary>Nothing came for a while and the sender's clock stood still meanwhile: a microphone that was taken off. Shorter pauses add up: the one
    /// that would leave the stream as far behind the clock as a long one is the last.</summary>
    bool Paused(in RtpPacket packet, DateTimeOffset now)
    {
        var silent = now - _newestAt;
        var stood = Units(silent) - packet.Timestamp.DistanceFrom(_newestTimestamp);
        var behind = TimestampAt(now).DistanceFrom(packet.Timestamp + _timestampOffset);
        return (silent > MinimumPause && stood > Units(MinimumPause))
            || (silent > ShortPause && stood > Units(ShortPause) && behind > Units(MinimumPause));
    }

    /// <summary>The sender's clock went back; or it is ahead of ours, and what was sent last is not: what piled up behind a stall has been left out, and
    /// the stream goes on at the clock. Were it left ahead, the receiver would take everything after the next switch for late, and wait for it ever longer.</summary>
    bool Jumped(in RtpPacket packet, DateTimeOffset now)
    {
        var clock = TimestampAt(now);
        var ahead = (packet.Timestamp + _timestampOffset).DistanceFrom(clock);
        return ahead < -Units(MaximumBehind) || (ahead > Units(MaximumAhead) && clock.DistanceFrom(_last) >= Units(Frame));
    }

    /// <summary>A sender's crystal that is faster than ours: our clock follows it, by no more than 1 in 1000.</summary>
    void Follow(int ahead)
    {
        if (ahead > 0)
        {
            var step = TimeSpan.FromSeconds((double)ahead / _clockRate);
            _epoch -= step < MaximumStep ? step : MaximumStep;
        }
    }

    void Count(int payloadLength)
    {
        PacketsSent++;
        OctetsSent += (uint)payloadLength;
    }

    /// <summary>In whole numbers: it is asked a dozen times for each packet.</summary>
    int Units(TimeSpan time)
    {
        const long Half = TimeSpan.TicksPerSecond / 2;
        var (seconds, rest) = Math.DivRem(time.Ticks, TimeSpan.TicksPerSecond);
        var parts = rest * _clockRate;
        return unchecked((int)((seconds * _clockRate) + ((parts + (parts < 0 ? -Half : Half)) / TimeSpan.TicksPerSecond)));
    }

    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan MaximumOverlap = TimeSpan.FromMilliseconds(12);
    static readonly TimeSpan MaximumDrift = TimeSpan.FromMilliseconds(40);
    static readonly TimeSpan MaximumAhead = TimeSpan.FromMilliseconds(40);
    static readonly TimeSpan MaximumBehind = TimeSpan.FromSeconds(2);
    static readonly TimeSpan MinimumPause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(60);
    static readonly TimeSpan MaximumStep = TimeSpan.FromMicroseconds(20);
    const int MaximumMisorder = 100;
}
