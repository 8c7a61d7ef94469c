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
/// Plays once <paramref name="target"/> packets wait, and leaves one out when far more than that do.
/// </summary>
sealed class JitterBuffer(int target = 2)
{
    readonly byte[] _payloads = GC.AllocateUninitializedArray<byte>(Slots * SlotLength, pinned: true);
    readonly Slot[] _slots = new Slot[Slots];
    SequenceNumber _next;
    Ssrc? _source;
    int _waiting;
    int _missed;
    bool _playing;

    /// <summary>False when it is too late, there already, or too long to be audio.</summary>
    public bool Put(in RtpPacket packet)
    {
        if (packet.Payload.IsEmpty || packet.Payload.Length > SlotLength)
        {
            return false;
        }

        var ahead = packet.SequenceNumber.DistanceFrom(_next);
        if (_source != packet.Ssrc || ahead is < -Slots or >= Slots)
        {
            Reset(packet);
        }
        else if (ahead < 0)
        {
            // Before playing begins the first to arrive need not be the first that was sent.
            if (_playing || _waiting >= target)
            {
                return false;
            }

            _next = packet.SequenceNumber;
        }

        var index = packet.SequenceNumber.Value % Slots;
        if (_slots[index].Length > 0)
        {
            return false;
        }

        packet.Payload.CopyTo(_payloads.AsSpan(index * SlotLength));
        _slots[index] = new Slot(packet.Payload.Length, packet.PayloadType);
        _waiting++;
        return true;
    }

    /// <summary>Call when 20 ms are wanted. The payload is good until the next <see cref="Put"/>.</summary>
    public JitterBufferOutput Take(out PayloadType payloadType, out ReadOnlySpan<byte> payload)
    {
        payloadType = default;
        payload = default;
        _playing = _waiting > 0 && (_playing || _waiting >= target);
        if (!_playing)
        {
            return JitterBufferOutput.Empty;
        }

        if (_waiting > target + Excess)
        {
            Discard(); // the sender's clock is faster, or a stall is over: lose 20 ms, not the conversation's rhythm
        }

        var index = _next.Value % Slots;
        var slot = _slots[index];
        _next = _next.Next;
        if (slot.Length == 0)
        {
            _missed++;
            return JitterBufferOutput.Lost;
        }

        _slots[index] = default;
        _waiting--;
        payloadType = slot.PayloadType;
        payload = _payloads.AsSpan(index * SlotLength, slot.Length);
        return JitterBufferOutput.Packet;
    }

    /// <summary>The payload after the one just reported lost, for forward error correction; empty when it is not there either.</summary>
    public ReadOnlySpan<byte> Following => _payloads.AsSpan(_next.Value % Slots * SlotLength, _slots[_next.Value % Slots].Length);

    public int Waiting => _waiting;

    /// <summary>Packets reported lost so far.</summary>
    public int Missed => _missed;

    void Discard()
    {
        var index = _next.Value % Slots;
        _waiting -= _slots[index].Length > 0 ? 1 : 0;
        _slots[index] = default;
        _next = _next.Next;
    }

    void Reset(in RtpPacket packet)
    {
        Array.Clear(_slots);
        (_source, _next, _waiting, _playing) = (packet.Ssrc, packet.SequenceNumber, 0, false);
    }

    readonly record struct Slot(int Length, PayloadType PayloadType);

    const int Slots = 32;
    const int SlotLength = Codecs.AudioCodec.MaximumPayload;
    const int Excess = 4;
}
