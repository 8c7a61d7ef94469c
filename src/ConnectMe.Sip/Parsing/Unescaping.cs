using System.Text;

namespace ConnectMe.Sip.Parsing;

/// <summary>Bytes to text: percent escapes and backslashes are undone once, never twice (RFC 4475 §3.1.1.3).</summary>
static class Unescaping
{
    /// <summary>Every % begins an escape, and the octets are UTF-8.</summary>
    public static bool IsWellEscaped(ReadOnlySpan<byte> text)
    {
        var percent = text.IndexOf((byte)'%');
        if (percent < 0)
        {
            return true;
        }

        for (var i = percent; i < text.Length; i++)
        {
            if (text[i] == (byte)'%')
            {
                if (i + 2 >= text.Length || Grammar.Hex(text[i + 1]) < 0 || Grammar.Hex(text[i + 2]) < 0)
                {
                    return false;
                }

                i += 2;
            }
        }

        Span<byte> octets = stackalloc byte[text.Length];
        return System.Text.Unicode.Utf8.IsValid(octets[..Decode(text, octets)]);
    }

    public static string Percent(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'%'))
        {
            return Encoding.UTF8.GetString(text);
        }

        Span<byte> octets = stackalloc byte[text.Length];
        return Encoding.UTF8.GetString(octets[..Decode(text, octets)]);
    }

    /// <summary>A control character, which a backslash lets through, comes out as a blank: it is text for people.</summary>
    public static string Quoted(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(text);
        }

        Span<byte> octets = text.Length <= 1024 ? stackalloc byte[text.Length] : new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            i += text[i] == (byte)'\\' && i + 1 < text.Length ? 1 : 0;
            octets[length++] = text[i];
        }

        return Grammar.OneLine(Encoding.UTF8.GetString(octets[..length]));
    }

    static int Decode(ReadOnlySpan<byte> text, Span<byte> octets)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'%')
            {
                octets[length++] = (byte)((Grammar.Hex(text[i + 1]) << 4) | Grammar.Hex(text[i + 2]));
                i += 2;
            }
            else
            {
                octets[length++] = text[i];
            }
        }

        return length;
    }
}
