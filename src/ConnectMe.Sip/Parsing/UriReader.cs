using System.Buffers;
using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>SIP-URI, SIPS-URI (RFC 3261 §19.1), tel (RFC 3966) and absoluteURI. A URI has no blanks and no angle brackets in it.</summary>
static class UriReader
{
    public static MalformedReason Read(string text, out SipUri? uri)
    {
        uri = null;
        if (text.Length > SipLimits.Uri)
        {
            return MalformedReason.UriTooLong;
        }

        var reason = Read(Encoding.UTF8.GetBytes(text), out var parts);
        if (reason == MalformedReason.None)
        {
            uri = parts.ToUri();
        }

        return reason;
    }

    public static MalformedReason Read(ReadOnlySpan<byte> text, scoped out UriParts parts)
    {
        parts = default;
        parts.Port = -1;
        if (text.Length > SipLimits.Uri)
        {
            return MalformedReason.UriTooLong;
        }

        var colon = text.IndexOf((byte)':');
        if (colon <= 0 || !char.IsAsciiLetter((char)text[0]) || text[..colon].ContainsAnyExcept(Grammar.SchemeCharacters))
        {
            return MalformedReason.Uri;
        }

        parts.Scheme = text[..colon];
        parts.Kind = KindOf(parts.Scheme);
        var rest = text[(colon + 1)..];
        return parts.Kind switch
        {
            not UriScheme.Other when text[^1] == (byte)';' => MalformedReason.Parameter,
            UriScheme.Other => ReadOpaque(rest, ref parts),
            UriScheme.Tel => ReadTel(rest, ref parts),
            _ => ReadSip(rest, ref parts),
        };
    }

    public static SipParameters ParametersOf(ReadOnlySpan<byte> text, int count)
    {
        if (count == 0)
        {
            return SipParameters.Empty;
        }

        var parameters = new SipParameter[count];
        for (var i = 0; i < count; i++)
        {
            var parameter = TakeTo((byte)';', ref text);
            var equals = parameter.IndexOf((byte)'=');
            parameters[i] =
                equals < 0 ? new(NameOf(parameter), null) : new(NameOf(parameter[..equals]), Unescaping.Percent(parameter[(equals + 1)..]));
        }

        return new SipParameters(parameters);
    }

    public static IReadOnlyList<KeyValuePair<string, string>> HeadersOf(ReadOnlySpan<byte> text)
    {
        var headers = new List<KeyValuePair<string, string>>();
        while (!text.IsEmpty)
        {
            var header = TakeTo((byte)'&', ref text);
            var equals = header.IndexOf((byte)'=');
            headers.Add(new(Unescaping.Percent(header[..equals]), Unescaping.Percent(header[(equals + 1)..])));
        }

        return headers;
    }

    static UriScheme KindOf(ReadOnlySpan<byte> scheme) =>
        Ascii.EqualsIgnoreCase(scheme, "sip"u8) ? UriScheme.Sip
        : Ascii.EqualsIgnoreCase(scheme, "sips"u8) ? UriScheme.Sips
        : Ascii.EqualsIgnoreCase(scheme, "tel"u8) ? UriScheme.Tel
        : UriScheme.Other;

    static MalformedReason ReadOpaque(ReadOnlySpan<byte> rest, scoped ref UriParts parts)
    {
        parts.Opaque = rest;
        return rest.IsEmpty || rest.IndexOfAnyExceptInRange((byte)'!', (byte)'~') >= 0 || rest.IndexOfAny("<>\""u8) >= 0
            ? MalformedReason.Uri
            : MalformedReason.None;
    }

    static MalformedReason ReadTel(ReadOnlySpan<byte> rest, scoped ref UriParts parts)
    {
        parts.HasUser = true;
        parts.User = TakeTo((byte)';', ref rest);
        return parts.User.IsEmpty || parts.User.ContainsAnyExcept(Grammar.TelNumber)
            ? MalformedReason.Uri
            : ReadParameters(rest, ref parts);
    }

    static MalformedReason ReadSip(ReadOnlySpan<byte> rest, scoped ref UriParts parts)
    {
        // The user part may hold ";", "?" and "/" (RFC 4475 §3.1.1.9), so the "@", which nothing else may hold unescaped, is looked for first.
        var at = rest.IndexOf((byte)'@');
        if (at >= 0)
        {
            var userInfo = rest[..at];
            rest = rest[(at + 1)..];
            var colon = userInfo.IndexOf((byte)':');
            parts.HasUser = true;
            parts.HasPassword = colon >= 0;
            parts.User = colon < 0 ? userInfo : userInfo[..colon];
            parts.Password = colon < 0 ? default : userInfo[(colon + 1)..];
            if (parts.User.IsEmpty || !IsText(parts.User, Grammar.UserInfo) || !IsText(parts.Password, Grammar.UserInfo))
            {
                return MalformedReason.Uri;
            }
        }

        var scanner = new Scanner(rest);
        if (!HostReader.TryRead(ref scanner, blanksAroundColon: false, out parts.Host, out parts.Port))
        {
            return MalformedReason.Uri;
        }

        rest = scanner.Rest;
        var question = rest.IndexOf((byte)'?');
        if (question >= 0)
        {
            parts.Headers = rest[(question + 1)..];
            rest = rest[..question];
            if (!AreHeaders(parts.Headers))
            {
                return MalformedReason.Uri;
            }
        }

        return rest.IsEmpty ? MalformedReason.None
            : rest[0] == (byte)';' ? ReadParameters(rest[1..], ref parts)
            : MalformedReason.Uri;
    }

    static MalformedReason ReadParameters(ReadOnlySpan<byte> rest, scoped ref UriParts parts)
    {
        parts.Parameters = rest;
        if (!IsText(rest, Grammar.UriParameterBytes))
        {
            return MalformedReason.Parameter;
        }

        while (!rest.IsEmpty)
        {
            var parameter = TakeTo((byte)';', ref rest);
            if (parameter.IsEmpty || parameter[0] == (byte)'=' || parameter.Count((byte)'=') > 1)
            {
                return MalformedReason.Parameter;
            }

            if (++parts.ParameterCount > SipLimits.Parameters)
            {
                return MalformedReason.TooManyParameters;
            }
        }

        return MalformedReason.None;
    }

    static bool AreHeaders(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !IsText(text, Grammar.UriHeaderBytes))
        {
            return false;
        }

        var count = 0;
        while (!text.IsEmpty)
        {
            if (TakeTo((byte)'&', ref text).IndexOf((byte)'=') <= 0 || ++count > SipLimits.Parameters)
            {
                return false;
            }
        }

        return true;
    }

    static bool IsText(ReadOnlySpan<byte> text, SearchValues<byte> allowed) =>
        !text.ContainsAnyExcept(allowed) && Unescaping.IsWellEscaped(text);

    static string NameOf(ReadOnlySpan<byte> name) => name.Contains((byte)'%') ? Unescaping.Percent(name) : KnownParameter.Name(name);

    static ReadOnlySpan<byte> TakeTo(byte separator, scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf(separator);
        var taken = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return taken;
    }
}
