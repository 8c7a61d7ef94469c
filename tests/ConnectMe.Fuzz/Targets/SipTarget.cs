using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Fuzz.Targets;

/// <summary>A SIP message in a datagram, and the same bytes in pieces of a stream: read, looked at, answered, written again.</summary>
sealed class SipTarget : FuzzTarget
{
    readonly Random _cuts = new(3261);

    public override string Name => "sip";

    /// <summary>RFC 4475 and RFC 5118.</summary>
    public override IReadOnlyList<byte[]> Corpus { get; } = [.. Files("sip", "*.dat")];

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        .. new[]
        {
            "\r\n",
            "\r\n\r\n",
            "\r",
            "\n",
            "\r\n ",
            " ",
            "\t",
            "\0",
            "\x7F",
            ":",
            ";",
            ",",
            "=",
            "<",
            ">",
            "\"",
            "\\",
            "\\\"",
            "@",
            "?",
            "&",
            "%",
            "%00",
            "%2",
            "%FF",
            "[",
            "]",
            "::",
            ":::",
            "/",
            "*",
            "-1",
            "0",
            "255",
            "256",
            "2147483648",
            "4294967296",
            "18446744073709551616",
            "SIP/2.0",
            "sip:",
            "tel:",
            "Via: SIP/2.0/UDP a;branch=z9hG4bK1\r\n",
            "Contact: *\r\n",
            "Content-Length: 5\r\n",
            "l: 99999\r\n",
            "CSeq: 1 ACK\r\n",
        }.Select(Encoding.Latin1.GetBytes),
        [0xC3, 0x28],
        [0xFF, 0xFE, 0xFD],
        [.. Enumerable.Repeat((byte)'a', 9000)],
        [.. Enumerable.Repeat((byte)';', 300)],
        Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("x: y\r\n", 300))),
        Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(";a=b", 200))),
        Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("\r\n ", 1000))),
    ];

    /// <summary>Everything that anybody does with a message from outside.</summary>
    public override bool Handle(Span<byte> message)
    {
        var reason = MessageReader.Read(message.ToArray(), out var read, out var malformed);
        if (read is null)
        {
            if (MalformedAnswer.To(malformed, reason, "tag") is { } answer)
            {
                MessageWriter.ToArray(answer);
            }

            return false;
        }

        _ = (read.TopVia.Received, read.From.Tag, read.To.Uri, read.CallId, read.CSeq, read.Expires, read.ContentType);
        _ = (read.Contacts.Count, read.Routes.Count, read.RecordRoutes.Count, read.Supported.Count, read.HasWildcardContact);
        if (read is SipRequest request)
        {
            _ = (request.RequestUri.Transport, request.MaxForwards);
            MessageWriter.ToArray(SipResponse.For(request, 200, "tag"));
        }

        return true;
    }

    public override void Check(ReadOnlySpan<byte> message)
    {
        var bytes = message.ToArray();
        if (MessageReader.Read(bytes, out var read) == MalformedReason.None)
        {
            var reason = MessageReader.Read(MessageWriter.ToArray(read!), out _);
            Must(reason == MalformedReason.None, $"What is written of a well-formed message is malformed: {reason}");
        }

        if (_cuts.Next(8) == 0)
        {
            Must(Frames(bytes, cut: false).SequenceEqual(Frames(bytes, cut: true)), "A stream is cut otherwise when it comes in pieces");
        }
    }

    List<string> Frames(byte[] stream, bool cut)
    {
        var framer = new StreamFramer();
        var frames = new List<string>();
        for (var at = 0; at < stream.Length; )
        {
            var length = cut ? Math.Min(stream.Length - at, 1 + _cuts.Next(200)) : stream.Length;
            framer.Append(stream.AsSpan(at, length));
            at += length;
            while (framer.TryTake(out var message) is var frame and not StreamFrame.None)
            {
                if (frame == StreamFrame.Broken)
                {
                    frames.Add($"broken: {framer.Reason}");
                    return frames;
                }

                if (frame == StreamFrame.Message)
                {
                    frames.Add(Encoding.Latin1.GetString(message.Span));
                }
            }
        }

        return frames;
    }
}
