using System.Buffers.Binary;
using ConnectMe.Media.Ice;

namespace ConnectMe.Media.Stun;

/// <summary>Writes a STUN message into a caller's buffer of <see cref="StunLimits.Message"/> bytes, attribute after attribute.</summary>
internal ref struct StunMessageWriter
{
    readonly Span<byte> _buffer;

    public StunMessageWriter(Span<byte> buffer, StunClass @class, StunMethod method, ReadOnlySpan<byte> transactionId)
    {
        _buffer = buffer;
        // RFC 8489 §5, figure 3.
        var (m, c) = ((int)method, (int)@class);
        var type = ((m & 0xF80) << 2) | ((c & 0b10) << 7) | ((m & 0x070) << 1) | ((c & 0b01) << 4) | (m & 0x00F);
        BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)type);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], StunMessage.MagicCookie);
        transactionId.CopyTo(buffer.Slice(8, 12));
        Length = StunLimits.Header;
        WriteLength(0);
    }

    public int Length { get; private set; }

    public void Add(StunAttribute type, scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(Begin(type, value.Length));
        End(value.Length);
    }

    public void Add(StunAttribute type, uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Begin(type, 4), value);
        End(4);
    }

    public void Add(StunAttribute type, ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(Begin(type, 8), value);
        End(8);
    }

    public void AddXorMappedAddress(TransportAddress address)
    {
        var length = XorMappedAddress.Write(_buffer[(Length + 4)..], _buffer.Slice(8, 12), address);
        Begin(StunAttribute.XorMappedAddress, length);
        End(length);
    }

    /// <summary>RFC 8489 §14.8. The reason phrase is for people with a packet capture: it stays empty.</summary>
    public void AddErrorCode(StunErrorCode code) => Add(StunAttribute.ErrorCode, (uint)(((int)code / 100 << 8) | ((int)code % 100)));

    /// <summary>RFC 8489 §14.9.</summary>
    public void AddUnknownAttributes(scoped ReadOnlySpan<ushort> types)
    {
        var value = Begin(StunAttribute.UnknownAttributes, types.Length * 2);
        foreach (var type in types)
        {
            BinaryPrimitives.WriteUInt16BigEndian(value, type);
            value = value[2..];
        }
        End(types.Length * 2);
    }

    public void AddMessageIntegrity(MessageIntegrity key)
    {
        key.Compute(_buffer[..Length], Begin(StunAttribute.MessageIntegrity, MessageIntegrity.Length));
        End(MessageIntegrity.Length);
    }

    public void AddMessageIntegrity(ReadOnlySpan<byte> key)
    {
        using var integrity = new MessageIntegrity(key);
        AddMessageIntegrity(integrity);
    }

    /// <summary>RFC 8489 §14.7: the last attribute, and its CRC covers a header that already counts it.</summary>
    public void AddFingerprint()
    {
        WriteLength(4 + Fingerprint.Length);
        Add(StunAttribute.Fingerprint, Fingerprint.Of(_buffer[..Length]));
    }

    readonly Span<byte> Begin(StunAttribute type, int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[Length..], (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[(Length + 2)..], (ushort)length);
        return _buffer.Slice(Length + 4, length);
    }

    void End(int length)
    {
        _buffer[(Length + 4 + length)..(Length + 4 + StunLimits.Padded(length))].Clear();
        Length += 4 + StunLimits.Padded(length);
        WriteLength(0);
    }

    readonly void WriteLength(int ahead) =>
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[2..], (ushort)(Length - StunLimits.Header + ahead));
}
