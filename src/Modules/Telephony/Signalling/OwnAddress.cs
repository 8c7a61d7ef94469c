using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Telephony.Signalling;

/// <summary>By which address another machine sees us, as far as this machine's routes tell. Nothing is sent.</summary>
internal static class OwnAddress
{
    public static IPAddress Towards(IPAddress other)
    {
        using var socket = new Socket(other.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Connect(other, 9);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return IPAddress.Loopback; // no route: the call will fail by itself
        }
    }
}
