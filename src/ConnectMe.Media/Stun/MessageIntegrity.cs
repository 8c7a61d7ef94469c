using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConnectMe.Media.Stun;

/// <summary>MESSAGE-INTEGRITY (RFC 8489 §14.5): HMAC-SHA1 of all that comes before it.</summary>
internal static class MessageIntegrity
{
    public const int Length = HMACSHA1.HashSizeInBytes;

    /// <param name="offset">Where the attribute starts in the message.</param>
    public static bool IsValid(ReadOnlySpan<byte> message, int offset, ReadOnlySpan<byte> key)
    {
        Span<byte> computed = stackalloc byte[Length];
        Compute(message[..offset], key, computed);
        return CryptographicOperations.FixedTimeEquals(computed, message.Slice(offset + 4, Length));
    }

    /// <param name="preceding">The message up to the attribute.</param>
    public static void Compute(ReadOnlySpan<byte> preceding, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        // The length in the header counts as far as this attribute's end, whatever follows it (FINGERPRINT).
        Span<byte> copy = stackalloc byte[StunLimits.Message];
        copy = copy[..preceding.Length];
        preceding.CopyTo(copy);
        BinaryPrimitives.WriteUInt16BigEndian(copy[2..], (ushort)(preceding.Length - StunLimits.Header + 4 + Length));
        HMACSHA1.HashData(key, copy, destination);
    }
}
