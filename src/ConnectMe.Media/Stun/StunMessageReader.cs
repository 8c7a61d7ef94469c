using System.Buffers.Binary;

namespace ConnectMe.Media.Stun;

internal static class StunMessageReader
{
    public static StunMalformedReason Read(ReadOnlySpan<byte> datagram, out StunMessage message)
    {
        message = default;
        if (datagram.Length < StunLimits.Header)
        {
            return StunMalformedReason.TooShort;
        }
        if (datagram.Length > StunLimits.Message)
        {
            return StunMalformedReason.TooLong;
        }
        var type = BinaryPrimitives.ReadUInt16BigEndian(datagram);
        if (type >> 14 != 0 || BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) != StunMessage.MagicCookie)
        {
            return StunMalformedReason.NotStun;
        }
        var length = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
        if (length % 4 != 0)
        {
            return StunMalformedReason.LengthNotMultipleOfFour;
        }
        if (StunLimits.Header + length != datagram.Length)
        {
            return StunMalformedReason.LengthMismatch;
        }

        var walk = new Walk { Rest = datagram[StunLimits.Header..], Datagram = datagram };
        var reason = walk.ReadAttributes();
        if (reason != StunMalformedReason.None)
        {
            return reason;
        }
        message = new StunMessage(datagram)
        {
            Class = ClassOf(type),
            Method = MethodOf(type),
            Username = walk.Username,
            Priority = walk.Priority,
            UseCandidate = walk.UseCandidate,
            IsFromControlled = walk.IsFromControlled,
            HasFingerprint = walk.HasFingerprint,
            HasUnknownAttributes = walk.HasUnknownAttributes,
            IntegrityOffset = walk.IntegrityOffset,
        };
        return StunMalformedReason.None;
    }

    /// <summary>RFC 8489 §14: types below 0x8000 must be understood.</summary>
    public static bool MustBeUnderstood(ushort type) =>
        type < (ushort)StunAttribute.ComprehensionOptional
        && (StunAttribute)type
            is not (
                StunAttribute.Username
                or StunAttribute.MessageIntegrity
                or StunAttribute.MessageIntegritySha256
                or StunAttribute.ErrorCode
                or StunAttribute.UnknownAttributes
                or StunAttribute.Realm
                or StunAttribute.Nonce
                or StunAttribute.XorMappedAddress
                or StunAttribute.Priority
                or StunAttribute.UseCandidate
            );

    // RFC 8489 §5, figure 3: the class bits C1 and C0 lie at 8 and 4 in between the method's bits.
    static StunClass ClassOf(ushort type) => (StunClass)(((type >> 7) & 0b10) | ((type >> 4) & 0b01));

    static StunMethod MethodOf(ushort type) => (StunMethod)(((type & 0x3E00) >> 2) | ((type & 0x00E0) >> 1) | (type & 0x000F));

    ref struct Walk
    {
        public ReadOnlySpan<byte> Datagram;
        public ReadOnlySpan<byte> Rest;
        public ReadOnlySpan<byte> Username;
        public uint Priority;
        public bool UseCandidate;
        public bool IsFromControlled;
        public bool HasFingerprint;
        public bool HasUnknownAttributes;
        public int IntegrityOffset;
        bool _hasUsername;

        public StunMalformedReason ReadAttributes()
        {
            for (var count = 0; !Rest.IsEmpty; count++)
            {
                if (count == StunLimits.Attributes)
                {
                    return StunMalformedReason.TooManyAttributes;
                }
                if (HasFingerprint)
                {
                    return StunMalformedReason.AttributeAfterFingerprint; // §14.7: it MUST be the last
                }
                var type = BinaryPrimitives.ReadUInt16BigEndian(Rest); // the total is a multiple of 4: there are 4 bytes
                var length = BinaryPrimitives.ReadUInt16BigEndian(Rest[2..]);
                if (4 + StunLimits.Padded(length) > Rest.Length)
                {
                    return StunMalformedReason.AttributePastEnd;
                }
                var reason = ReadAttribute(type, Rest.Slice(4, length));
                if (reason != StunMalformedReason.None)
                {
                    return reason;
                }
                Rest = Rest[(4 + StunLimits.Padded(length))..];
            }
            return StunMalformedReason.None;
        }

        StunMalformedReason ReadAttribute(ushort type, ReadOnlySpan<byte> value)
        {
            var attribute = (StunAttribute)type;
            // §14.5: what follows MESSAGE-INTEGRITY is not covered by it and is ignored, but for FINGERPRINT.
            if (IntegrityOffset > 0 && attribute != StunAttribute.Fingerprint)
            {
                return StunMalformedReason.None;
            }
            switch (attribute)
            {
                case StunAttribute.Username when value.Length > StunLimits.Username:
                    return StunMalformedReason.UsernameTooLong;
                case StunAttribute.Username when !_hasUsername: // §14: of two, the first counts
                    Username = value;
                    _hasUsername = true;
                    return StunMalformedReason.None;
                case StunAttribute.Priority:
                    return value.Length == 4 ? Read(out Priority, value) : StunMalformedReason.AttributeOfWrongSize;
                case StunAttribute.UseCandidate:
                    UseCandidate = true;
                    return value.IsEmpty ? StunMalformedReason.None : StunMalformedReason.AttributeOfWrongSize;
                case StunAttribute.IceControlled:
                    IsFromControlled = true;
                    return value.Length == 8 ? StunMalformedReason.None : StunMalformedReason.AttributeOfWrongSize;
                case StunAttribute.IceControlling:
                    return value.Length == 8 ? StunMalformedReason.None : StunMalformedReason.AttributeOfWrongSize;
                case StunAttribute.MessageIntegrity:
                    IntegrityOffset = Datagram.Length - Rest.Length;
                    return value.Length == MessageIntegrity.Length ? StunMalformedReason.None : StunMalformedReason.AttributeOfWrongSize;
                case StunAttribute.Fingerprint when value.Length != Fingerprint.Length:
                    return StunMalformedReason.AttributeOfWrongSize;
                case StunAttribute.Fingerprint:
                    HasFingerprint = true;
                    return Fingerprint.Of(Datagram[..^Rest.Length]) == BinaryPrimitives.ReadUInt32BigEndian(value)
                        ? StunMalformedReason.None
                        : StunMalformedReason.FingerprintMismatch;
                default:
                    HasUnknownAttributes |= MustBeUnderstood(type);
                    return StunMalformedReason.None;
            }
        }

        static StunMalformedReason Read(out uint number, ReadOnlySpan<byte> value)
        {
            number = BinaryPrimitives.ReadUInt32BigEndian(value);
            return StunMalformedReason.None;
        }
    }
}
