namespace ConnectMe.Media.Rtp;

/// <summary>
/// Sends one digit after the other as events (RFC 4733 §2.5.1): a packet every 20 ms under the timestamp of the beginning, then the end three times.
/// While <see cref="IsSending"/> the audio of the stream is left out.
/// </summary>
/// <param name="clockRate">Of the event payload type, which must be the codec's: the timestamps of one stream have one clock (RFC 4733 §2.5.1.1).</param>
sealed class TelephoneEventSender(int clockRate)
{
    readonly Queue<char> _waiting = new();
    byte _code;
    RtpTimestamp _startedAt;
    int _frames;
    int _pause;
    bool _sending;

    /// <summary>False when something is not a digit or too much waits already; nothing is then sent.</summary>
    public bool TrySend(ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
        {
            if (TelephoneEvent.CodeOf(digit) is null)
            {
                return false;
            }
        }

        if (_waiting.Count + digits.Length > MaximumWaiting)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            _waiting.Enqueue(digit);
        }

        return true;
    }

    /// <summary>Call every 20 ms. Writes the payload of the next packet into <paramref name="payload"/> (4 bytes); false in the pause between digits and when done.</summary>
    public bool TryNext(StreamSplicer stream, PayloadType payloadType, Span<byte> payload, DateTimeOffset now, out RtpHeader header)
    {
        header = default;
        if (!_sending && !TryBegin(stream, now))
        {
            return false;
        }

        _frames++;
        var isEnd = _frames > ToneFrames;
        var duration = Math.Min(_frames, ToneFrames) * (clockRate / 50);
        new TelephoneEvent(_code, isEnd, Volume: 10, (ushort)duration).Write(payload);
        header = stream.Next(payloadType, _startedAt, marker: _frames == 1, TelephoneEvent.Length, now);
        if (_frames == ToneFrames + EndPackets)
        {
            (_sending, _pause) = (false, PauseFrames);
        }

        return true;
    }

    public bool IsSending => _sending || _waiting.Count > 0;

    bool TryBegin(StreamSplicer stream, DateTimeOffset now)
    {
        if (_pause > 0)
        {
            _pause--;
            return false;
        }

        if (!_waiting.TryDequeue(out var digit))
        {
            return false;
        }

        (_sending, _frames, _startedAt, _code) = (true, 0, stream.TimestampAt(now), TelephoneEvent.CodeOf(digit)!.Value);
        return true;
    }

    public const int MaximumWaiting = 64;
    const int ToneFrames = 5; // 100 ms
    const int EndPackets = 3;
    const int PauseFrames = 3;
}
