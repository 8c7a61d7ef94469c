using System.Globalization;

namespace ConnectMe.Media.Sdp;

/// <summary>
/// Reads a session description line by line (RFC 8866 §9). Lines end in CRLF, or LF alone. Of the order of lines only the beginning is insisted on;
/// types of line that we have no use for are skipped.
/// </summary>
ref struct SdpReader
{
    ReadOnlySpan<char> _rest;
    int _line;
    SessionDescription? _session;
    MediaDescription? _media;

    public static SdpMalformed Read(ReadOnlySpan<char> text, out SessionDescription? session)
    {
        session = null;
        if (text.Length > SdpLimits.Characters)
        {
            return new SdpMalformed(SdpMalformedReason.TooLong, 0);
        }

        var reader = new SdpReader { _rest = text };
        var reason = reader.ReadAll();
        if (reason != SdpMalformedReason.None)
        {
            return new SdpMalformed(reason, reader._line);
        }

        session = reader._session;
        return session is null ? new SdpMalformed(SdpMalformedReason.OriginMissing, 0) : SdpMalformed.None;
    }

    SdpMalformedReason ReadAll()
    {
        if (!_rest.StartsWith("v=", StringComparison.Ordinal))
        {
            return SdpMalformedReason.VersionMissing;
        }

        while (!_rest.IsEmpty)
        {
            _line++;
            var reason = ReadLine(out var type, out var value);
            if (reason == SdpMalformedReason.None)
            {
                reason = Take(type, value);
            }

            if (reason != SdpMalformedReason.None)
            {
                return reason;
            }
        }

        return SdpMalformedReason.None;
    }

    SdpMalformedReason ReadLine(out char type, out ReadOnlySpan<char> value)
    {
        var end = _rest.IndexOf('\n');
        var line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        line = line.EndsWith("\r", StringComparison.Ordinal) ? line[..^1] : line;
        type = '\0';
        value = default;
        if (line.Length > SdpLimits.Line)
        {
            return SdpMalformedReason.LineTooLong;
        }

        if (line.IsEmpty && _rest.IsEmpty)
        {
            return SdpMalformedReason.None; // an empty line at the very end: left by whoever split and joined the text
        }

        if (line.Length < 2 || line[1] != '=' || !char.IsAsciiLetterLower(line[0]))
        {
            return SdpMalformedReason.NotALine;
        }

        if (line.IndexOfAnyInRange('\0', '\x1F') >= 0)
        {
            return SdpMalformedReason.ControlCharacter;
        }

        type = line[0];
        value = line[2..];
        return SdpMalformedReason.None;
    }

    SdpMalformedReason Take(char type, ReadOnlySpan<char> value) =>
        type switch
        {
            'v' => value is "0" ? SdpMalformedReason.None : SdpMalformedReason.VersionUnknown,
            'o' => TakeOrigin(value),
            _ when _session is null => type == '\0' ? SdpMalformedReason.None : SdpMalformedReason.OriginMissing,
            'a' => TakeAttribute(value),
            'm' => TakeMedia(value),
            'c' => TakeConnection(value),
            _ => SdpMalformedReason.None,
        };

    SdpMalformedReason TakeOrigin(ReadOnlySpan<char> value)
    {
        _session ??= new SessionDescription(value.ToString());
        return SdpMalformedReason.None;
    }

    readonly SdpMalformedReason TakeAttribute(ReadOnlySpan<char> value)
    {
        var attributes = _media?.Attributes ?? _session!.Attributes;
        if (attributes.Count == SdpLimits.Attributes)
        {
            return SdpMalformedReason.TooManyAttributes;
        }

        var colon = value.IndexOf(':');
        attributes.Add(
            colon < 0
                ? new SdpAttribute(value.Trim().ToString())
                : new SdpAttribute(value[..colon].ToString(), value[(colon + 1)..].Trim().ToString())
        );
        return SdpMalformedReason.None;
    }

    /// <summary>Kept as it is: with ICE nobody needs it (RFC 8839 §5.1). A section may have several, of which the first counts here.</summary>
    readonly SdpMalformedReason TakeConnection(ReadOnlySpan<char> value)
    {
        if (_media is not null)
        {
            _media.Connection ??= value.ToString();
        }
        else
        {
            _session!.Connection ??= value.ToString();
        }

        return SdpMalformedReason.None;
    }

    /// <summary>"audio 9 UDP/TLS/RTP/SAVPF 111 0 8"; the port may be "9/2" (RFC 8866 §5.14).</summary>
    SdpMalformedReason TakeMedia(ReadOnlySpan<char> value)
    {
        if (_session!.Media.Count == SdpLimits.Media)
        {
            return SdpMalformedReason.TooManyMedia;
        }

        Span<Range> words = stackalloc Range[SdpLimits.Formats + 4];
        var count = value.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries);
        if (count < 4)
        {
            return SdpMalformedReason.MediaLine;
        }

        if (count == words.Length)
        {
            return SdpMalformedReason.TooManyFormats;
        }

        var port = value[words[1]];
        port = port.IndexOf('/') is var slash and >= 0 ? port[..slash] : port;
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return SdpMalformedReason.MediaPort;
        }

        var formats = new string[count - 3];
        for (var i = 0; i < formats.Length; i++)
        {
            formats[i] = value[words[i + 3]].ToString();
        }

        _media = new MediaDescription(value[words[0]].ToString(), number, value[words[2]].ToString(), formats);
        _session.Media.Add(_media);
        return SdpMalformedReason.None;
    }
}
