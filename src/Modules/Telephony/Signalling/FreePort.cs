using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Telephony.Signalling;

/// <summary>A port that is free for UDP and for TCP: phones are given one number.</summary>
internal static class FreePort
{
    const int Tries = 20;

    public static int Find(IPAddress address)
    {
        for (var tries = 1; ; tries++)
        {
            using var udp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(address, 0));
            var port = ((IPEndPoint)udp.LocalEndPoint!).Port;
            try
            {
                using var tcp = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                tcp.Bind(new IPEndPoint(address, port));
                return port;
            }
            catch (SocketException) when (tries < Tries)
            {
                // another program has it for TCP: the next one
            }
        }
    }
}
