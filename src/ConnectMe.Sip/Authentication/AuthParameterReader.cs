namespace ConnectMe.Sip.Authentication;

/// <summary>
/// Reads <c>name=value</c> and <c>name="value"</c>, divided by commas: the auth-params of RFC 7235 §2.1, which challenges and credentials share.
/// Quoted values are given as they stand between the quotes, backslashes and all.
/// </summary>
ref struct AuthParameterReader(ReadOnlySpan<char> rest)
{
    /// <summary>Of one header field. What phones send is below 700 characters.</summary>
    public const int LongestField = 2048;

    /// <summary>RFC 7616 names 11; more than this is nobody's phone.</summary>
    public const int MostParameters = 24;

    ReadOnlySpan<char> _rest = rest;
    int _read;

    /// <summary>Takes the scheme off; false when the field is too long or of another scheme.</summary>
    public static DigestRefusal Start(ReadOnlySpan<char> field, out AuthParameterReader reader)
    {
        reader = default;
        if (field.Length > LongestField)
        {
            return DigestRefusal.CredentialsTooLong;
        }
        field = field.Trim(" \t");
        var space = field.IndexOfAny(' ', '\t');
        if (space < 0 || !field[..space].Equals("Digest", StringComparison.OrdinalIgnoreCase))
        {
            return DigestRefusal.SchemeUnknown;
        }
        reader = new AuthParameterReader(field[space..]);
        return DigestRefusal.None;
    }

    /// <summary>The next parameter; false at the end, and where <see cref="IsMalformed"/> says so.</summary>
    public bool TryRead(out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        name = value = default;
        _rest = _rest.TrimStart(" \t,");
        if (_rest.IsEmpty || IsMalformed)
        {
            return false;
        }
        var equals = _rest.IndexOf('=');
        name = equals < 0 ? default : _rest[..equals].TrimEnd(" \t");
        if (!IsToken(name) || ++_read > MostParameters)
        {
            return Malformed();
        }
        _rest = _rest[(equals + 1)..].TrimStart(" \t");
        return _rest.StartsWith("\"") ? TryReadQuoted(out value) : TryReadToken(out value);
    }

    public bool IsMalformed { get; private set; }

    bool TryReadQuoted(out ReadOnlySpan<char> value)
    {
        value = default;
        for (var i = 1; i < _rest.Length; i++)
        {
            switch (_rest[i])
            {
                case '\\':
                    i++;
                    break;
                case '"':
                    value = _rest[1..i];
                    _rest = _rest[(i + 1)..];
                    return EndsHere() || Malformed();
                case < ' ' and not '\t':
                case '\x7f':
                    return Malformed();
            }
        }
        return Malformed();
    }

    bool TryReadToken(out ReadOnlySpan<char> value)
    {
        var end = _rest.IndexOfAny(", \t");
        value = end < 0 ? _rest : _rest[..end];
        _rest = _rest[value.Length..];
        return (IsToken(value) && EndsHere()) || Malformed();
    }

    bool EndsHere()
    {
        _rest = _rest.TrimStart(" \t");
        return _rest.IsEmpty || _rest[0] == ',';
    }

    bool Malformed()
    {
        IsMalformed = true;
        return false;
    }

    // RFC 3261 §25.1. Unquoted values of real phones stay within it, but for the "/" and ":" of an unquoted URI, which no one may send.
    static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"-.!%*_+`'~".Contains(c))
            {
                return false;
            }
        }
        return !text.IsEmpty;
    }
}
