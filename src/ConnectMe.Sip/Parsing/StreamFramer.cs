using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>What a stream holds next.</summary>
public enum StreamFrame
{
    /// <summary>Nothing whole yet.</summary>
    None,
    Message,

    /// <summary>A double CRLF, to be answered with a single one (RFC 5626 §4.4.1).</summary>
    Ping,

    /// <summary>A single CRLF: the answer to ours.</summary>
    Pong,

    /// <summary>
    /// Where the next message begins can no longer be known: answer with what <see cref="MessageReader"/> makes of the bytes, if it can, and close.
    /// </summary>
    Broken,
}

/// <summary>Cuts a stream into messages by Content-Length (RFC 3261 §18.3), however the bytes arrive. Holds no more than one message.</summary>
public sealed class StreamFramer
{
    byte[] _buffer = new byte[2048];
    int _start;
    int _end;
    int _searched;
    int _length;
    bool _afterCrlf;

    /// <summary>Why the stream is <see cref="StreamFrame.Broken"/>; from then on it stays so.</summary>
    public MalformedReason Reason { get; private set; }

    /// <summary>Bytes of a message that is not whole yet: a peer that leaves them lying is slow or hostile.</summary>
    public int Waiting => _end - _start;

    public void Append(ReadOnlySpan<byte> received)
    {
        if (Reason != MalformedReason.None)
        {
            return;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_searched, _end, _start) = (Math.Max(0, _searched - _start), _end - _start, 0);
        }

        if (_end + received.Length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_end + received.Length, _buffer.Length * 2));
        }

        received.CopyTo(_buffer.AsSpan(_end));
        _end += received.Length;
    }

    /// <param name="message">To be read before the next <see cref="Append"/>.</param>
    public StreamFrame TryTake(out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (Reason != MalformedReason.None || _start == _end)
        {
            return Reason == MalformedReason.None ? StreamFrame.None : StreamFrame.Broken;
        }

        if (_length == 0 && TryTakeCrlf(out var keepAlive))
        {
            return keepAlive;
        }

        if (_length == 0 && !TryFindLength(out message))
        {
            return Reason == MalformedReason.None ? StreamFrame.None : StreamFrame.Broken;
        }

        if (_end - _start < _length)
        {
            return StreamFrame.None;
        }

        message = _buffer.AsMemory(_start, _length);
        _start += _length;
        _length = 0;
        _searched = _start;
        _afterCrlf = false;
        return StreamFrame.Message;
    }

    bool TryTakeCrlf(out StreamFrame frame)
    {
        frame = StreamFrame.None;
        var text = _buffer.AsSpan(_start, _end - _start);
        if (text[0] != (byte)'\r')
        {
            return false;
        }

        if (text.Length == 1)
        {
            return true;
        }

        if (text[1] != (byte)'\n')
        {
            Break(MalformedReason.ControlCharacter);
            frame = StreamFrame.Broken;
            return true;
        }

        // The halves of a ping may come apart; the first was then taken for a pong, which does no harm.
        var isDouble = text.StartsWith("\r\n\r\n"u8);
        frame = isDouble || _afterCrlf ? StreamFrame.Ping : StreamFrame.Pong;
        _afterCrlf = frame == StreamFrame.Pong;
        _start += isDouble ? 4 : 2;
        _searched = _start;
        return true;
    }

    bool TryFindLength(out ReadOnlyMemory<byte> headers)
    {
        headers = default;
        var from = Math.Max(_start, _searched - 3);
        var found = _buffer.AsSpan(from, _end - from).IndexOf("\r\n\r\n"u8);
        _searched = _end;
        var headerLength = (found < 0 ? _end : from + found + 4) - _start;
        if (headerLength > SipLimits.HeaderBlock)
        {
            return Break(MalformedReason.HeadersNotTerminated);
        }

        if (found < 0)
        {
            return false;
        }

        var reason = ContentLength(_buffer.AsSpan(_start, headerLength), out var bodyLength);
        if (reason != MalformedReason.None)
        {
            headers = _buffer.AsMemory(_start, headerLength);
            return Break(reason);
        }

        _length = headerLength + bodyLength;
        return true;
    }

    bool Break(MalformedReason reason)
    {
        Reason = reason;
        return false;
    }

    static MalformedReason ContentLength(Span<byte> headers, out int length)
    {
        length = -1;
        var start = headers.IndexOf("\r\n"u8) + 2;
        var reader = new HeaderReader(headers[Math.Min(start, headers.Length - 2)..^2]);
        while (!reader.AtEnd)
        {
            if (
                reader.Read(out var name, out var value) != MalformedReason.None
                || !ReferenceEquals(HeaderName.Full(name), HeaderName.ContentLength)
            )
            {
                continue;
            }

            if (length >= 0)
            {
                return MalformedReason.ContentLengthTwice;
            }

            if (!Grammar.TryReadNumber(value, int.MaxValue, out var number))
            {
                return MalformedReason.ContentLength;
            }

            if (number > SipLimits.Message - headers.Length)
            {
                return MalformedReason.BodyTooLong;
            }

            length = (int)number;
        }

        return length < 0 ? MalformedReason.ContentLengthMissing : MalformedReason.None;
    }
}
