using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace ConnectMe.Sip.Authentication;

/// <summary>
/// A nonce that the server need not remember: when it was made and which one it is, under an HMAC (RFC 7616 §5.4 suggests as much). The number keeps
/// two phones that ask in the same millisecond apart: their nonce counts must not meet.
/// </summary>
internal readonly record struct Nonce(long IssuedAt, long Number)
{
    const int Content = 16;
    const int Mac = 16;

    public static Nonce Issue(long number, DateTimeOffset now) => new(now.ToUnixTimeMilliseconds(), number);

    public string Write(ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[Content + Mac];
        WriteContent(bytes);
        Sign(key, bytes[..Content], bytes[Content..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False for whatever this key did not sign.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, ReadOnlySpan<byte> key, out Nonce nonce)
    {
        nonce = default;
        Span<byte> bytes = stackalloc byte[Content + Mac];
        if (
            text.Length != Base64Url.GetEncodedLength(Content + Mac)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != bytes.Length
        )
        {
            return false;
        }
        Span<byte> mac = stackalloc byte[Mac];
        Sign(key, bytes[..Content], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[Content..]))
        {
            return false;
        }
        nonce = new Nonce(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
        return true;
    }

    /// <summary>Its lifetime ends for all at the same moment, used or not.</summary>
    public bool IsStale(DateTimeOffset now, TimeSpan lifetime) => now.ToUnixTimeMilliseconds() - IssuedAt > lifetime.TotalMilliseconds;

    void WriteContent(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes, IssuedAt);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Number);
    }

    static void Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, Span<byte> mac)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, content, whole);
        whole[..Mac].CopyTo(mac);
    }
}
