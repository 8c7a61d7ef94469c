namespace ConnectMe.Media.Stun;

/// <summary>A view on a STUN message (RFC 8489 §5). Structure and FINGERPRINT are checked when read; integrity by <see cref="IsAuthentic"/>.</summary>
internal readonly ref struct StunMessage
{
    readonly ReadOnlySpan<byte> _bytes;

    StunMessage(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public static StunMalformedReason Read(ReadOnlySpan<byte> datagram, out StunMessage message) => throw new NotSupportedException();

    public StunClass Class { get; init; }

    public StunMethod Method { get; init; }

    /// <summary>96 bits.</summary>
    public ReadOnlySpan<byte> TransactionId => _bytes.Slice(8, 12);

    /// <summary>In a check "receiver's ufrag:sender's ufrag" (RFC 8445 §7.2.2); empty when absent.</summary>
    public ReadOnlySpan<byte> Username { get; init; }

    /// <summary>The part of USERNAME before the colon: whom a check is for. Empty when there is none.</summary>
    public ReadOnlySpan<byte> ReceiverUsernameFragment => Username.IndexOf((byte)':') is var colon and > 0 ? Username[..colon] : default;

    public bool UseCandidate { get; init; }

    /// <summary>True when MESSAGE-INTEGRITY is present and was made with this key (short-term: the receiver's ice-pwd, RFC 8489 §9.1.1).</summary>
    public bool IsAuthentic(ReadOnlySpan<byte> key) => throw new NotSupportedException();
}

internal enum StunClass
{
    Request = 0b00,
    Indication = 0b01,
    SuccessResponse = 0b10,
    ErrorResponse = 0b11,
}

internal enum StunMethod
{
    Binding = 1,
}
