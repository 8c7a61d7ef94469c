using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConnectMe.Telephony.Journal;

/// <summary>
/// How one entry lies in a journal file: length of the payload (4 bytes, little endian), the first 8 bytes of its SHA-256, the payload.
/// What a crash left half written doesn't check, and is where the journal ends.
/// </summary>
internal static class JournalFrame
{
    public const int HeaderLength = 12;
    public const int MaxPayload = 64 * 1024;

    public static byte[] Encode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxPayload)
        {
            throw new ArgumentException($"A journal entry of {payload.Length} bytes could not be read again", nameof(payload));
        }

        var frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
        Checksum(payload, frame.AsSpan(4, 8));
        payload.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    /// <summary>Takes one frame off the front; false when the bytes end before it does or don't check.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte> payload, out int length)
    {
        payload = default;
        length = 0;
        if (bytes.Length < HeaderLength)
        {
            return false;
        }

        var payloadLength = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        if (payloadLength is <= 0 or > MaxPayload || bytes.Length < HeaderLength + payloadLength)
        {
            return false;
        }

        var candidate = bytes.Slice(HeaderLength, payloadLength);
        Span<byte> checksum = stackalloc byte[8];
        Checksum(candidate.Span, checksum);
        if (!checksum.SequenceEqual(bytes.Span.Slice(4, 8)))
        {
            return false;
        }

        payload = candidate;
        length = HeaderLength + payloadLength;
        return true;
    }

    static void Checksum(ReadOnlySpan<byte> payload, Span<byte> checksum)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, hash);
        hash[..checksum.Length].CopyTo(checksum);
    }
}
