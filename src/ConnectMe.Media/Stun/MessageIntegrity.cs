using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConnectMe.Media.Stun;

/// <summary>MESSAGE-INTEGRITY (RFC 8489 §14.5): HMAC-SHA1 of all that comes before it. Kept per key: a flood of checks then allocates nothing. One thread.</summary>
/// <param name="key">Short-term (§9.1.1): the password's bytes.</param>
internal sealed class MessageIntegrity(ReadOnlySpan<byte> key) : IDisposable
{
    public const int Length = HMACSHA1.HashSizeInBytes;

    readonly IncrementalHash _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key);

    /// <param name="offset">Where the attribute starts in the message.</param>
    public bool IsValid(ReadOnlySpan<byte> message, int offset)
    {
        Span<byte> computed = stackalloc byte[Length];
        Compute(message[..offset], computed);
        return CryptographicOperations.FixedTimeEquals(computed, message.Slice(offset + 4, Length));
    }

    /// <param name="preceding">The message up to the attribute.</param>
    public void Compute(ReadOnlySpan<byte> preceding, Span<byte> destination)
    {
        // The length in the header counts as far as this attribute's end, whatever follows it (FINGERPRINT).
        Span<byte> start = stackalloc byte[4];
        preceding[..4].CopyTo(start);
        BinaryPrimitives.WriteUInt16BigEndian(start[2..], (ushort)(preceding.Length - StunLimits.Header + 4 + Length));
        _hmac.AppendData(start);
        _hmac.AppendData(preceding[4..]);
        _hmac.GetHashAndReset(destination);
    }

    public void Dispose() => _hmac.Dispose();
}
