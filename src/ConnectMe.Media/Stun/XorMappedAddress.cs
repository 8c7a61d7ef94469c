using System.Buffers.Binary;
using ConnectMe.Media.Ice;

namespace ConnectMe.Media.Stun;

/// <summary>XOR-MAPPED-ADDRESS (RFC 8489 §14.2): where a request seemed to come from, masked against address-rewriting middleboxes.</summary>
internal static class XorMappedAddress
{
    const byte IPv4 = 0x01;
    const byte IPv6 = 0x02;
    const int IPv4Length = 8;
    const int IPv6Length = 20;

    public static bool TryRead(ReadOnlySpan<byte> value, ReadOnlySpan<byte> transactionId, out TransportAddress address)
    {
        address = default;
        if (value.Length < IPv4Length)
        {
            return false;
        }
        var port = (ushort)(BinaryPrimitives.ReadUInt16BigEndian(value[2..]) ^ (StunMessage.MagicCookie >> 16));
        switch (value[1])
        {
            case IPv4 when value.Length == IPv4Length:
                address = new TransportAddress(
                    BinaryPrimitives.ReadUInt32BigEndian(value[4..]) ^ StunMessage.MagicCookie,
                    port,
                    IsIPv6: false
                );
                return true;
            case IPv6 when value.Length == IPv6Length:
                address = new TransportAddress(BinaryPrimitives.ReadUInt128BigEndian(value[4..]) ^ Mask(transactionId), port, IsIPv6: true);
                return true;
            default:
                return false;
        }
    }

    /// <returns>The length of the value.</returns>
    public static int Write(Span<byte> value, ReadOnlySpan<byte> transactionId, TransportAddress address)
    {
        value[0] = 0;
        value[1] = address.IsIPv6 ? IPv6 : IPv4;
        BinaryPrimitives.WriteUInt16BigEndian(value[2..], (ushort)(address.Port ^ (StunMessage.MagicCookie >> 16)));
        if (address.IsIPv6)
        {
            BinaryPrimitives.WriteUInt128BigEndian(value[4..], address.Address ^ Mask(transactionId));
            return IPv6Length;
        }
        BinaryPrimitives.WriteUInt32BigEndian(value[4..], (uint)address.Address ^ StunMessage.MagicCookie);
        return IPv4Length;
    }

    // IPv6: the mask is the cookie followed by the transaction id.
    static UInt128 Mask(ReadOnlySpan<byte> transactionId)
    {
        Span<byte> mask = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(mask, StunMessage.MagicCookie);
        transactionId.CopyTo(mask[4..]);
        return BinaryPrimitives.ReadUInt128BigEndian(mask);
    }
}
