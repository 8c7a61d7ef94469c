using System.Text;

namespace ConnectMe.Kernel.Spreadsheets;

/// <summary>The text of a file whose encoding nobody says: a byte order mark, else UTF-8 when it is that, else what Windows writes (1252).</summary>
public static class FileText
{
    /// <summary>Null for what is no text: it has a NUL, as archives, pictures and spreadsheets do.</summary>
    public static string? Decode(byte[] content)
    {
        var text = content switch
        {
            [0xEF, 0xBB, 0xBF, .. var rest] => Utf8(Unfolded(rest)),
            [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
            [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            [not 0, 0, not 0, 0, ..] => Encoding.Unicode.GetString(content),
            [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode.GetString(content),
            _ => Utf8(Unfolded(content)),
        };
        return text.Contains('\0', StringComparison.Ordinal) ? null : text;
    }

    static string Utf8(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException) // the decoder's only way to say no
        {
            return Windows.GetString(bytes);
        }
    }

    /// <summary>Lines of a vCard may be folded in the middle of a letter (RFC 6350 §3.2), so they are joined while they are bytes. Other files are left as they are.</summary>
    static byte[] Unfolded(byte[] bytes)
    {
        if (!bytes.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("BEGIN:VCARD"u8))
        {
            return bytes;
        }

        var unfolded = new byte[bytes.Length];
        var length = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var end =
                bytes[at] is (byte)'\r' && at + 1 < bytes.Length && bytes[at + 1] is (byte)'\n' ? 2
                : bytes[at] is (byte)'\n' or (byte)'\r' ? 1
                : 0;
            if (end > 0 && at + end < bytes.Length && bytes[at + end] is (byte)' ' or (byte)'\t')
            {
                at += end;
            }
            else
            {
                unfolded[length++] = bytes[at];
            }
        }

        return unfolded[..length];
    }

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
}
