using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConnectMe.Sip.Parsing;

/// <summary>The character classes of RFC 3261 §25.1, and text written by their rules.</summary>
static class Grammar
{
    const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const string TokenCharacters = Alphanumeric + "-.!%*_+`'~";
    const string Unreserved = Alphanumeric + "-_.!~*'()";

    public static readonly SearchValues<byte> Token = Bytes(TokenCharacters);

    /// <summary>token, host and what senders put there unquoted besides, but nothing that ends a parameter.</summary>
    public static readonly SearchValues<byte> ParameterValue = Bytes(TokenCharacters + "[]:/@&$?()#");
    public static readonly SearchValues<byte> HostCharacters = Bytes(Alphanumeric + "-._");
    public static readonly SearchValues<byte> Ipv6Characters = Bytes("0123456789abcdefABCDEF:.");

    /// <summary>word, and the @ between two of them; any other printable character is let through as well: it is only ever compared.</summary>
    public static readonly SearchValues<byte> CallId = Bytes(TokenCharacters + "()<>:\\\"/[]?{}@=,;&$#^|");
    public static readonly SearchValues<byte> SchemeCharacters = Bytes(Alphanumeric + "+-.");

    /// <summary>"#" is not in the grammar, but phones send it for service codes.</summary>
    public static readonly SearchValues<byte> UserInfo = Bytes(Unreserved + "&=+$,;?/:%#");
    public static readonly SearchValues<byte> UriParameterBytes = Bytes(Unreserved + "[]/:&+$%=;");
    public static readonly SearchValues<byte> UriHeaderBytes = Bytes(Unreserved + "[]/?:+$%=&");

    public static readonly SearchValues<byte> TelNumber = Bytes("+0123456789abcdefABCDEF*#-.()");
    public static readonly SearchValues<byte> Version = Bytes("0123456789.");

    /// <summary>What cannot be inside a URI that stands without angle brackets.</summary>
    public static readonly SearchValues<byte> BareUriEnd = Bytes(" \t;,?<>\"");

    public static readonly SearchValues<char> User = SearchValues.Create(Unreserved + "&=+$,;?/");
    public static readonly SearchValues<char> Password = SearchValues.Create(Unreserved + "&=+$,");
    public static readonly SearchValues<char> UriParameter = SearchValues.Create(Unreserved + "[]/:&+$");
    public static readonly SearchValues<char> UriHeader = SearchValues.Create(Unreserved + "[]/?:+$");

    static readonly SearchValues<char> UnquotedValue = SearchValues.Create(TokenCharacters + "[]:");

    /// <summary>It needs no quotes.</summary>
    public static bool IsParameterValue(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(UnquotedValue);

    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length && text[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        return text[start..];
    }

    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        var end = text.Length;
        while (end > 0 && text[end - 1] is (byte)' ' or (byte)'\t')
        {
            end--;
        }

        return text[..end];
    }

    public static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    public static string Decimal(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>delta-seconds and its like; null when it is no number or larger than any time that means something.</summary>
    public static int? Seconds(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool TryReadNumber(ReadOnlySpan<byte> digits, uint most, out uint number)
    {
        ulong value = 0;
        number = 0;
        if (digits.IsEmpty)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            if (!IsDigit(digit) || (value = (value * 10) + (uint)(digit - '0')) > most)
            {
                return false;
            }
        }

        number = (uint)value;
        return true;
    }

    public static int Hex(byte digit) =>
        digit switch
        {
            >= (byte)'0' and <= (byte)'9' => digit - '0',
            >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
            _ => -1,
        };

    /// <summary>Where the first comma-separated element ends: a comma outside quotes and angle brackets, or the end.</summary>
    public static int EndOfElement(ReadOnlySpan<char> text)
    {
        var (quoted, bracketed) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '<' when !quoted:
                    bracketed = true;
                    break;
                case '>' when !quoted:
                    bracketed = false;
                    break;
                case ',' when !quoted && !bracketed:
                    return i;
            }
        }

        return text.Length;
    }

    public static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1F') && !text.Contains('\x7F'))
        {
            return text;
        }

        return string.Create(
            text.Length,
            text,
            static (line, source) =>
            {
                for (var i = 0; i < line.Length; i++)
                {
                    line[i] = char.IsControl(source[i]) && source[i] != '\t' ? ' ' : source[i];
                }
            }
        );
    }

    public static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in OneLine(value))
        {
            if (character is '"' or '\\')
            {
                text.Append('\\');
            }

            text.Append(character);
        }

        text.Append('"');
    }

    public static void AppendEscaped(StringBuilder text, string value, SearchValues<char> plain)
    {
        if (!value.AsSpan().ContainsAnyExcept(plain))
        {
            text.Append(value);
            return;
        }

        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.IsAscii && plain.Contains((char)rune.Value))
            {
                text.Append((char)rune.Value);
                continue;
            }

            foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
            {
                text.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }
    }

    static SearchValues<byte> Bytes(string characters) => SearchValues.Create(Encoding.ASCII.GetBytes(characters));
}
