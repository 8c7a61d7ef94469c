namespace ConnectMe.Sip.Parsing;

/// <summary>Request-Line and Status-Line (RFC 3261 §7.1, §7.2): single spaces, and none at the end.</summary>
ref struct StartLine
{
    public bool IsResponse;
    public ReadOnlySpan<byte> Method;
    public ReadOnlySpan<byte> Uri;
    public ReadOnlySpan<byte> Phrase;
    public int StatusCode;

    public static MalformedReason Read(ReadOnlySpan<byte> line, out StartLine start)
    {
        start = default;
        if (line.Length > SipLimits.StartLine)
        {
            return MalformedReason.StartLineTooLong;
        }

        if (line.StartsWith("SIP/"u8))
        {
            start.IsResponse = true;
            return ReadStatus(line, ref start);
        }

        var first = line.IndexOf((byte)' ');
        var version = line.LastIndexOf(" SIP/"u8);
        if (first <= 0 || version < 0 || line[..first].ContainsAnyExcept(Grammar.Token))
        {
            return MalformedReason.NotSip;
        }

        start.Method = line[..first];
        if (version <= first)
        {
            return MalformedReason.RequestLine;
        }

        start.Uri = line[(first + 1)..version];
        return CheckVersion(line[(version + 1)..]) is var reason and not MalformedReason.None ? reason
            : start.Uri.ContainsAny((byte)' ', (byte)'\t') ? MalformedReason.RequestLine
            : UriReader.Read(start.Uri, out var uri) != MalformedReason.None || !uri.Headers.IsEmpty ? MalformedReason.RequestUri
            : MalformedReason.None;
    }

    static MalformedReason CheckVersion(ReadOnlySpan<byte> version) =>
        version.SequenceEqual("SIP/2.0"u8) ? MalformedReason.None
        : version.Length > 4 && !version[4..].ContainsAnyExcept(Grammar.Version) ? MalformedReason.VersionUnknown
        : MalformedReason.RequestLine;

    static MalformedReason ReadStatus(ReadOnlySpan<byte> line, ref StartLine start)
    {
        if (!line.StartsWith("SIP/2.0 "u8))
        {
            return MalformedReason.VersionUnknown;
        }

        // "SIP/2.0 100" without the space behind it is sent by some; the grammar wants it.
        var rest = line[8..];
        var code = rest.Length > 3 ? rest[..3] : rest;
        if (
            code.Length != 3
            || !Grammar.TryReadNumber(code, 699, out var status)
            || status < 100
            || (rest.Length > 3 && rest[3] != (byte)' ')
        )
        {
            return MalformedReason.StatusLine;
        }

        start.StatusCode = (int)status;
        start.Phrase = rest.Length > 4 ? rest[4..] : default;
        return MalformedReason.None;
    }
}
