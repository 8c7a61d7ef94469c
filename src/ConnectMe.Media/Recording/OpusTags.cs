using System.Buffers.Binary;
using System.Text;

namespace ConnectMe.Media.Recording;

/// <summary>The comment header of an Ogg/Opus file (RFC 7845 §5.2): a vendor, then as many "NAME=text" as it says, each with its length before it.</summary>
static class OpusTags
{
    public static byte[] Write(IReadOnlyList<KeyValuePair<string, string>> comments)
    {
        using var tags = new MemoryStream();
        tags.Write(Magic);
        WriteText(tags, "ConnectMe");
        WriteNumber(tags, comments.Count);
        foreach (var (name, text) in comments)
        {
            WriteText(tags, $"{name}={text}");
        }

        return tags.Length <= MaximumLength
            ? tags.ToArray()
            : throw new ArgumentException($"{tags.Length} bytes of comments are too many", nameof(comments));
    }

    /// <summary>Null when they are not what they should be.</summary>
    public static IReadOnlyDictionary<string, string>? Read(ReadOnlySpan<byte> tags)
    {
        if (!tags.StartsWith(Magic))
        {
            return null;
        }

        tags = tags[Magic.Length..];
        if (!TryReadText(ref tags, out _) || tags.Length < sizeof(uint))
        {
            return null;
        }

        var comments = new Dictionary<string, string>(StringComparer.Ordinal);
        var count = BinaryPrimitives.ReadUInt32LittleEndian(tags);
        tags = tags[sizeof(uint)..];
        for (var i = 0; i < count; i++)
        {
            if (!TryReadText(ref tags, out var comment) || comment.IndexOf('=', StringComparison.Ordinal) is not (var equals and > 0))
            {
                return null;
            }

            comments[comment[..equals]] = comment[(equals + 1)..];
        }

        return comments;
    }

    static void WriteText(MemoryStream tags, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        WriteNumber(tags, bytes.Length);
        tags.Write(bytes);
    }

    static void WriteNumber(MemoryStream tags, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        tags.Write(bytes);
    }

    static bool TryReadText(ref ReadOnlySpan<byte> tags, out string text)
    {
        text = "";
        if (
            tags.Length < sizeof(uint)
            || BinaryPrimitives.ReadUInt32LittleEndian(tags) is var length && length > tags.Length - sizeof(uint)
        )
        {
            return false;
        }

        text = Encoding.UTF8.GetString(tags.Slice(sizeof(uint), (int)length));
        tags = tags[(sizeof(uint) + (int)length)..];
        return true;
    }

    static ReadOnlySpan<byte> Magic => "OpusTags"u8;

    /// <summary>What fits in a page of ours.</summary>
    const int MaximumLength = 8000;
}
