namespace ConnectMe.Sip.Parsing;

/// <summary>
/// Steps through the header fields (RFC 3261 §7.3). Folded lines become one line in the bytes themselves, which therefore must be ours.
/// </summary>
/// <param name="block">Begins behind the start line, ends with the CRLF of the last header.</param>
ref struct HeaderReader(Span<byte> block)
{
    readonly Span<byte> _block = block;
    int _position;

    public readonly bool AtEnd => _position >= _block.Length;

    /// <summary>Where the value begins in the block.</summary>
    public int ValueStart { get; private set; }

    /// <summary>Goes on to the next field in any case, so that what is behind a malformed one can still be read.</summary>
    public MalformedReason Read(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        var start = _position;
        var reason = ReadLine(out var line);
        if (reason != MalformedReason.None)
        {
            return reason;
        }

        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            return MalformedReason.HeaderWithoutName;
        }

        name = Grammar.TrimEnd(line[..colon]); // HCOLON allows blanks before ':' (§25.1)
        if (name.Length > SipLimits.HeaderName)
        {
            return MalformedReason.HeaderNameTooLong;
        }

        if (name.IsEmpty || name.ContainsAnyExcept(Grammar.Token))
        {
            return MalformedReason.HeaderWithoutName;
        }

        value = Grammar.TrimStart(line[(colon + 1)..]);
        ValueStart = start + line.Length - value.Length;
        value = Grammar.TrimEnd(value);
        return MalformedReason.None;
    }

    MalformedReason ReadLine(out ReadOnlySpan<byte> line)
    {
        var start = _position;
        while (true)
        {
            var length = _block[_position..].IndexOfAny((byte)'\r', (byte)'\n');
            var end = _position + length;
            if (length < 0 || _block[end] == (byte)'\n' || end + 1 >= _block.Length || _block[end + 1] != (byte)'\n')
            {
                _position = length < 0 ? _block.Length : end + 1;
                line = default;
                return MalformedReason.ControlCharacter;
            }

            _position = end + 2;
            if (_position < _block.Length && _block[_position] is (byte)' ' or (byte)'\t')
            {
                _block[end] = _block[end + 1] = (byte)' '; // a fold is a blank (§7.3.1)
                continue;
            }

            line = _block[start..end];
            return line.Length > SipLimits.HeaderLine ? MalformedReason.HeaderTooLong : MalformedReason.None;
        }
    }
}
