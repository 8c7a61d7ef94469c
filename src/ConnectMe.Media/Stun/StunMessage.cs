using System.Buffers.Binary;

namespace ConnectMe.Media.Stun;

/// <summary>A view on a STUN message (RFC 8489 §5). Structure and FINGERPRINT are checked when read; integrity by <see cref="IsAuthentic(MessageIntegrity)"/>.</summary>
/// <remarks>
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// |0 0|     STUN Message Type     |         Message Length        |
/// |                         Magic Cookie                          |
/// |                     Transaction ID (96 bits)                  |
/// |              attributes: type, length, value, padding         |
/// </code>
/// </remarks>
internal readonly ref struct StunMessage
{
    internal const uint MagicCookie = 0x2112A442;

    readonly ReadOnlySpan<byte> _bytes;

    internal StunMessage(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public static StunMalformedReason Read(ReadOnlySpan<byte> datagram, out StunMessage message) =>
        StunMessageReader.Read(datagram, out message);

    public StunClass Class { get; init; }

    public StunMethod Method { get; init; }

    /// <summary>96 bits.</summary>
    public ReadOnlySpan<byte> TransactionId => _bytes.Slice(8, 12);

    /// <summary>In a check "receiver's ufrag:sender's ufrag" (RFC 8445 §7.2.2); empty when absent.</summary>
    public ReadOnlySpan<byte> Username { get; init; }

    /// <summary>The part of USERNAME before the colon: whom a check is for. Empty when there is none.</summary>
    public ReadOnlySpan<byte> ReceiverUsernameFragment => Username.IndexOf((byte)':') is var colon and > 0 ? Username[..colon] : default;

    /// <summary>What the sender's candidate would be worth (RFC 8445 §7.1.1); 0 when absent.</summary>
    public uint Priority { get; init; }

    public bool UseCandidate { get; init; }

    /// <summary>The sender takes itself for the controlled side (ICE-CONTROLLED). Its tie-breaker is not kept: a lite agent never changes sides.</summary>
    public bool IsFromControlled { get; init; }

    public bool HasFingerprint { get; init; }

    /// <summary>There are attributes that must be understood and are not (RFC 8489 §6.3.1): answer 420.</summary>
    public bool HasUnknownAttributes { get; init; }

    /// <summary>Where MESSAGE-INTEGRITY starts; 0 when absent.</summary>
    internal int IntegrityOffset { get; init; }

    /// <summary>True when MESSAGE-INTEGRITY is present and was made with this key (short-term: the receiver's ice-pwd, RFC 8489 §9.1.1).</summary>
    public bool IsAuthentic(MessageIntegrity key) => IntegrityOffset > 0 && key.IsValid(_bytes, IntegrityOffset);

    /// <inheritdoc cref="IsAuthentic(MessageIntegrity)"/>
    public bool IsAuthentic(ReadOnlySpan<byte> key)
    {
        using var integrity = new MessageIntegrity(key);
        return IsAuthentic(integrity);
    }

    /// <summary>The first attribute of this type that counts (RFC 8489 §14: later ones of the same type are ignored).</summary>
    public bool TryGet(StunAttribute wanted, out ReadOnlySpan<byte> value)
    {
        foreach (var attribute in new StunAttributes(CountingAttributes))
        {
            if (attribute.Type == (ushort)wanted)
            {
                value = attribute.Value;
                return true;
            }
        }
        value = default;
        return false;
    }

    // RFC 8489 §14.5: those after MESSAGE-INTEGRITY are not covered by it and don't count.
    ReadOnlySpan<byte> CountingAttributes => IntegrityOffset > 0 ? _bytes[StunLimits.Header..IntegrityOffset] : _bytes[StunLimits.Header..];

    /// <summary>Copies the types that must be understood and are not, for UNKNOWN-ATTRIBUTES (RFC 8489 §14.9).</summary>
    internal int CopyUnknownAttributes(Span<ushort> types)
    {
        var count = 0;
        foreach (var attribute in new StunAttributes(CountingAttributes))
        {
            if (count < types.Length && StunMessageReader.MustBeUnderstood(attribute.Type))
            {
                types[count++] = attribute.Type;
            }
        }
        return count;
    }
}

internal enum StunClass
{
    Request = 0b00,
    Indication = 0b01,
    SuccessResponse = 0b10,
    ErrorResponse = 0b11,
}

/// <summary>12 bits; any value but Binding is another usage (TURN) and never ours.</summary>
internal enum StunMethod
{
    Binding = 1,
}

/// <summary>Walks attributes whose structure was checked before.</summary>
internal ref struct StunAttributes(ReadOnlySpan<byte> attributes)
{
    ReadOnlySpan<byte> _rest = attributes;

    public readonly StunAttributes GetEnumerator() => this;

    public StunAttributeView Current { get; private set; }

    public bool MoveNext()
    {
        if (_rest.Length < 4)
        {
            return false;
        }
        var length = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        var padded = 4 + StunLimits.Padded(length);
        Current = new StunAttributeView(BinaryPrimitives.ReadUInt16BigEndian(_rest), _rest.Slice(4, length));
        _rest = _rest[padded..];
        return true;
    }
}

internal readonly ref struct StunAttributeView(ushort type, ReadOnlySpan<byte> value)
{
    public ushort Type { get; } = type;

    public ReadOnlySpan<byte> Value { get; } = value;
}
