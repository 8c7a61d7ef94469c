using System.Buffers;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>
/// Reads one whole message: a datagram, a WebSocket message, or what <see cref="StreamFramer"/> cut from a stream. The bytes are copied once; what the
/// message holds afterwards does not depend on the caller's buffer.
/// </summary>
public static class MessageReader
{
    static readonly SearchValues<byte> Forbidden = SearchValues.Create([
        .. Enumerable.Range(0, 32).Where(value => value is not ('\t' or '\r' or '\n')).Select(value => (byte)value),
        0x7F,
    ]);

    public static MalformedReason Read(ReadOnlyMemory<byte> bytes, out SipMessage? message) => Read(bytes, out message, out _);

    /// <param name="malformed">
    /// Of a malformed request the headers that could be made out, to answer it with; null when nothing can be answered. Its typed headers may throw, and
    /// its Request-URI means nothing.
    /// </param>
    public static MalformedReason Read(ReadOnlyMemory<byte> bytes, out SipMessage? message, out SipRequest? malformed)
    {
        message = null;
        malformed = null;
        var text = bytes.Span.TrimStart("\r\n"u8); // §7.5
        if (text.IsEmpty)
        {
            return MalformedReason.KeepAlive;
        }

        if (text.Length > SipLimits.Message)
        {
            return MalformedReason.MessageTooLong;
        }

        var startEnd = text.IndexOf("\r\n"u8);
        if (startEnd <= 0)
        {
            return MalformedReason.NotSip;
        }

        var reason = StartLine.Read(text[..startEnd], out var start);
        if (reason == MalformedReason.NotSip || (start.IsResponse && reason != MalformedReason.None))
        {
            return reason;
        }

        // The CRLF of the start line may be that of the empty line as well: a message without any header.
        var end = text[startEnd..].IndexOf("\r\n\r\n"u8);
        var whole = text.ToArray();
        var block = new Block(whole, startEnd + 2, end < 0 ? whole.Length : startEnd + end + 2);
        var headers = new SipHeaders();
        var required = new MandatoryHeaders();
        var headersReason = ReadHeaders(block, headers, ref required);
        reason =
            reason != MalformedReason.None ? reason
            : end < 0 ? MalformedReason.HeadersNotTerminated
            : headersReason != MalformedReason.None ? headersReason
            : required.CheckAll(start.Method);

        var bodyStart = Math.Min(block.End + 2, whole.Length);
        var bodyLength = required.ContentLength ?? whole.Length - bodyStart;
        if (bodyLength > whole.Length - bodyStart)
        {
            reason = reason == MalformedReason.None ? MalformedReason.BodyCut : reason;
        }

        if (reason != MalformedReason.None)
        {
            malformed = start.IsResponse ? null : new SipRequest(CSeqReader.MethodOf(start.Method), UnreadableUri, headers);
            return reason;
        }

        message = start.IsResponse
            ? new SipResponse(start.StatusCode, StatusCodes.Phrase(start.StatusCode, start.Phrase), headers)
            : new SipRequest(CSeqReader.MethodOf(start.Method), whole.AsMemory(start.Method.Length + 1, start.Uri.Length), headers);
        message.Body = whole.AsMemory(bodyStart, bodyLength);
        return MalformedReason.None;
    }

    static readonly SipUri UnreadableUri = new("unreadable.invalid");

    static MalformedReason ReadHeaders(Block block, SipHeaders headers, ref MandatoryHeaders required)
    {
        var length = block.End - block.Start;
        if (length > SipLimits.HeaderBlock)
        {
            return MalformedReason.HeaderTooLong;
        }

        var span = block.Whole.AsSpan(block.Start, length);
        var first = HasControlCharacter(span) ? MalformedReason.ControlCharacter : MalformedReason.None;
        var reader = new HeaderReader(span);
        while (!reader.AtEnd)
        {
            var reason = reader.Read(out var name, out var value);
            if (reason == MalformedReason.None)
            {
                if (headers.Count == SipLimits.Headers)
                {
                    return MalformedReason.TooManyHeaders;
                }

                var full = HeaderName.Full(name);
                reason = required.Check(full, value);
                headers.Add(full, block.Whole, block.Start + reader.ValueStart, value.Length);
            }

            first = first == MalformedReason.None ? reason : first;
        }

        return first;
    }

    /// <summary>A backslash may stand before any character but CR and LF (§25.1 quoted-pair; RFC 4475 §3.1.1.2).</summary>
    static bool HasControlCharacter(ReadOnlySpan<byte> text)
    {
        for (var from = 0; text[from..].IndexOfAny(Forbidden) is var next and >= 0; from += next + 1)
        {
            if (from + next == 0 || text[from + next - 1] != (byte)'\\')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The header fields' place in the bytes; the end is behind the CRLF of the last one.</summary>
    readonly record struct Block(byte[] Whole, int Start, int End);
}
