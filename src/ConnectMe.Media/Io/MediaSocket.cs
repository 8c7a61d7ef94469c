using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ConnectMe.Media.Ice;

namespace ConnectMe.Media.Io;

/// <summary>
/// A UDP socket on one address of this machine. For lines never on the wildcard: what arrived at one address must be answered from it, or a browser
/// with several of its own stays in `checking` for ever.
/// </summary>
sealed unsafe class MediaSocket : IDisposable
{
    readonly Socket _socket;
    readonly int _descriptor;

    MediaSocket(Socket socket)
    {
        _socket = socket;
        _descriptor = (int)socket.Handle;
        Address = ((IPEndPoint)socket.LocalEndPoint!).Address;
        Local = TransportAddress.Of((IPEndPoint)socket.LocalEndPoint);
        ReceiveBuffer = socket.ReceiveBufferSize;
    }

    /// <summary>Binds; the error is the system's (<see cref="SocketException"/>).</summary>
    public static MediaSocket Bind(IPAddress address, int port, int receiveBuffer = WantedReceiveBuffer, int sendBuffer = WantedSendBuffer)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false; // the IPv4 address has a socket of its own on this port
            }

            // The usual 208 KB hold 256 audio packets: at 100 lines the 50 ms of one garbage collection.
            socket.ReceiveBufferSize = receiveBuffer;
            socket.SendBufferSize = sendBuffer; // a tick sends to all lines at once
            socket.Bind(new IPEndPoint(address, port));
            return new MediaSocket(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The next datagram; false when there is none.</summary>
    public bool TryReceive(Span<byte> buffer, out int length, out TransportAddress remote)
    {
        var addressLength = (uint)MaximumAddress;
        var address = stackalloc byte[MaximumAddress];
        fixed (byte* bytes = buffer)
        {
            length = (int)Libc.ReceiveFrom(_descriptor, bytes, (nuint)buffer.Length, Libc.DontWait, address, &addressLength);
        }

        remote = length < 0 ? default : ReadAddress(new ReadOnlySpan<byte>(address, MaximumAddress));
        return length >= 0;
    }

    /// <summary>False when the system does not take it: its buffer is full, or there is no route. As if lost on the way.</summary>
    public bool TrySend(ReadOnlySpan<byte> datagram, in TransportAddress remote)
    {
        var address = stackalloc byte[MaximumAddress];
        var addressLength = WriteAddress(remote, new Span<byte>(address, MaximumAddress));
        fixed (byte* bytes = datagram)
        {
            return Libc.SendTo(_descriptor, bytes, (nuint)datagram.Length, Libc.DontWait, address, addressLength) == datagram.Length;
        }
    }

    /// <summary>Forgets what has come so far.</summary>
    public void Discard()
    {
        Span<byte> nothing = stackalloc byte[1]; // a datagram that does not fit is cut
        for (var i = 0; i < MaximumDiscarded && TryReceive(nothing, out _, out _); i++) { }
    }

    public IPAddress Address { get; }

    public TransportAddress Local { get; }

    public int Port => Local.Port;

    public int Descriptor => _descriptor;

    /// <summary>What the system has granted (net.core.rmem_max limits it), as it counts: twice what is asked for.</summary>
    public int ReceiveBuffer { get; }

    public void Dispose() => _socket.Dispose();

    // sockaddr_in:  family 2 | port 2 | address 4 | zero 8.   sockaddr_in6: family 2 | port 2 | flow 4 | address 16 | scope 4.
    internal static TransportAddress ReadAddress(ReadOnlySpan<byte> address)
    {
        var port = BinaryPrimitives.ReadUInt16BigEndian(address[2..]);
        return Family(address) == FamilyIPv6
            ? new TransportAddress(BinaryPrimitives.ReadUInt128BigEndian(address[8..]), port, true)
            : new TransportAddress(BinaryPrimitives.ReadUInt32BigEndian(address[4..]), port, false);
    }

    static uint WriteAddress(in TransportAddress remote, Span<byte> address)
    {
        address.Clear();
        BitConverter.TryWriteBytes(address, remote.IsIPv6 ? FamilyIPv6 : FamilyIPv4);
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], remote.Port);
        if (remote.IsIPv6)
        {
            BinaryPrimitives.WriteUInt128BigEndian(address[8..], remote.Address);
            return MaximumAddress;
        }

        BinaryPrimitives.WriteUInt32BigEndian(address[4..], (uint)remote.Address);
        return 16;
    }

    static ushort Family(ReadOnlySpan<byte> address) => BitConverter.ToUInt16(address);

    const int MaximumDiscarded = 2000;
    const int WantedReceiveBuffer = 4 << 20;
    const int WantedSendBuffer = 1 << 20;
    internal const int MaximumAddress = 28;
    const ushort FamilyIPv4 = 2;
    const ushort FamilyIPv6 = 10;
}
