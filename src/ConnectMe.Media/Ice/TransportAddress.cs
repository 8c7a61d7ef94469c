using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Media.Ice;

/// <summary>
/// IP address, port and transport (RFC 8445 §4) as a value: a dictionary key that costs no allocation per datagram. An IPv4-mapped IPv6 address is its IPv4 address.
/// </summary>
/// <param name="IsTcp">TCP's port, not UDP's of the same number.</param>
internal readonly record struct TransportAddress(UInt128 Address, ushort Port, bool IsIPv6, bool IsTcp = false)
{
    public static TransportAddress Of(IPEndPoint endPoint) => Of(endPoint.Address, (ushort)endPoint.Port);

    public static TransportAddress Of(IPAddress address, ushort port)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length == 4
            ? new TransportAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes), port, false)
            : OfIPv6(BinaryPrimitives.ReadUInt128BigEndian(bytes), port);
    }

    /// <summary>Reads what Socket.ReceiveFrom left in its reused address: port at 2, IPv4 address at 4, IPv6 address at 8 (sockaddr_in, sockaddr_in6).</summary>
    public static TransportAddress Of(SocketAddress address)
    {
        var bytes = address.Buffer.Span;
        var port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return address.Family == AddressFamily.InterNetworkV6
            ? OfIPv6(BinaryPrimitives.ReadUInt128BigEndian(bytes[8..]), port)
            : new TransportAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), port, false);
    }

    public IPEndPoint ToIPEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Address);
        return new IPEndPoint(new IPAddress(IsIPv6 ? bytes : bytes[12..]), Port);
    }

    public override string ToString() => ToIPEndPoint().ToString();

    static TransportAddress OfIPv6(UInt128 address, ushort port) =>
        address >> 32 == 0xFFFF ? new TransportAddress((uint)address, port, false) : new TransportAddress(address, port, true);
}

/// <summary>The two ends between which a datagram travelled.</summary>
/// <param name="Local">Our socket's own address: an answer leaves from where the request arrived.</param>
internal readonly record struct Path(TransportAddress Local, TransportAddress Remote)
{
    public bool IsTcp => Local.IsTcp;
}
