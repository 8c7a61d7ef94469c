namespace ConnectMe.Media.Rtp;

/// <summary>What comes out of the buffer for the next 20 ms.</summary>
enum JitterBufferOutput
{
    /// <summary>Nothing yet, or no more: silence.</summary>
    Empty,

    Packet,

    /// <summary>The packet that belongs here has not come, later ones have: conceal it.</summary>
    Lost,
}

/// <summary>
/// Puts packets back in order and evens out their arrival, for streams that are decoded here. A ring of fixed slots: nothing is allocated per packet.
/// Plays once <paramref name="target"/> packets wait, and leaves one out when far more than that do. Packets that come too late to be played make it
/// wait for one more from then on, up to <see cref="MaximumTarget"/>; ten seconds without any, and it waits for one less again.
/// </summary>
sealed class JitterBuffer(int target = 2)
{
    readonly byte[] _payloads = GC.AllocateUninitializedArray<byte>(Slots * SlotLength, pinned: true);
    readonly Slot[] _slots = new Slot[Slots];
    readonly int _least = target;
    SequenceNumber _next;
    SequenceNumber _earliest;
    Ssrc? _source;
    int _waiting;
    int _missed;
    bool _playing;
    int _target = target;
    int _calm;
    int _dry; // frames that were wanted since the last one played
    bool _isLate;

    /// <summary>False when it is too late, there already, or too long to be audio.</summary>
    public bool Put(in RtpPacket packet)
    {
        if (packet.Payload.IsEmpty || packet.Payload.Length > SlotLength)
        {
            return false;
        }

        var sequence = packet.SequenceNumber;
        if (_source != packet.Ssrc || sequence.DistanceFrom(_next) is < -Slots or >= Slots)
        {
            Reset(packet);
        }

        var index = sequence.Value % Slots;
        if (_playing && sequence.DistanceFrom(_next) < 0)
        {
            _isLate |= _target < MaximumTarget; // for as long as waiting longer may help
            Wait();
            return false;
        }

        if (sequence.DistanceFrom(_earliest) < 0 || Has(sequence))
        {
            return false;
        }

        if (_dry is > 0 and <= ShortPause && sequence == _next)
        {
            Wait(); // it was not the sender that paused
        }

        _dry = 0;

        // Before playing begins the first to arrive need not be the first that was sent.
        _next = sequence.DistanceFrom(_next) < 0 ? sequence : _next;
        _waiting += _slots[index].Length == 0 ? 1 : 0;
        packet.Payload.CopyTo(_payloads.AsSpan(index * SlotLength));
        _slots[index] = new Slot(sequence, packet.Payload.Length, packet.PayloadType);
        return true;
    }

    /// <summary>Call when 20 ms are wanted. The payload is good until the next <see cref="Put"/>.</summary>
    public JitterBufferOutput Take(out PayloadType payloadType, out ReadOnlySpan<byte> payload)
    {
        payloadType = default;
        payload = default;
        if (_waiting == 0 || (!_playing && _waiting < _target))
        {
            _dry += _playing || _dry > 0 ? 1 : 0;
            _playing = false;
            return JitterBufferOutput.Empty;
        }

        if (_isLate && _playing)
        {
            _isLate = false;
            IsStretched = true;
            return JitterBufferOutput.Lost; // nothing is: 20 ms more, so that the next like it comes in time
        }

        IsStretched = false;
        Calm();

        if (!_playing)
        {
            Begin();
        }
        else if (_waiting > _target + Excess)
        {
            Advance(); // the sender's clock is faster, or a stall is over: lose 20 ms, not the conversation's rhythm
        }

        if (!Has(_next))
        {
            _missed++;
            Advance();
            return JitterBufferOutput.Lost;
        }

        var index = _next.Value % Slots;
        payloadType = _slots[index].PayloadType;
        payload = _payloads.AsSpan(index * SlotLength, _slots[index].Length);
        Advance();
        return JitterBufferOutput.Packet;
    }

    /// <summary>The payload after the one just reported lost, for forward error correction; empty when it is not there either.</summary>
    public ReadOnlySpan<byte> Following =>
        !IsStretched && Has(_next) ? _payloads.AsSpan(_next.Value % Slots * SlotLength, _slots[_next.Value % Slots].Length) : default;

    public int Waiting => _waiting;

    /// <summary>How many packets it waits for before it plays.</summary>
    public int Target => _target;

    /// <summary>Packets reported lost so far.</summary>
    public int Missed => _missed;

    /// <summary>The frame just reported lost is one that was never sent.</summary>
    bool IsStretched { get; set; }

    void Wait() => (_target, _calm) = (Math.Min(_target + 1, MaximumTarget), 0);

    void Calm()
    {
        if (_target > _least && ++_calm >= CalmFrames)
        {
            (_target, _calm) = (_target - 1, 0);
            if (_waiting > _target)
            {
                Advance();
            }
        }
    }

    bool Has(SequenceNumber sequence) => _slots[sequence.Value % Slots] is { Length: > 0 } slot && slot.SequenceNumber == sequence;

    /// <summary>Playing begins at the first packet there is: what was not sent in a pause is not lost.</summary>
    void Begin()
    {
        _playing = true;
        for (var i = 0; i < 2 * Slots && !Has(_next); i++)
        {
            _next = _next.Next;
        }
    }

    void Advance()
    {
        if (Has(_next))
        {
            _slots[_next.Value % Slots] = default;
            _waiting--;
        }

        _next = _next.Next;
        _earliest = _next;
    }

    void Reset(in RtpPacket packet)
    {
        Array.Clear(_slots);
        (_source, _next, _waiting, _playing) = (packet.Ssrc, packet.SequenceNumber, 0, false);
        (_dry, _isLate) = (0, false);
        _earliest = _next + -MaximumReordering;
    }

    readonly record struct Slot(SequenceNumber SequenceNumber, int Length, PayloadType PayloadType);

    const int Slots = 32;
    const int SlotLength = Codecs.AudioCodec.MaximumPayload;
    const int Excess = 4;
    const int MaximumTarget = 6;
    const int ShortPause = 10;
    const int CalmFrames = 500;
    const int MaximumReordering = 4;
}
