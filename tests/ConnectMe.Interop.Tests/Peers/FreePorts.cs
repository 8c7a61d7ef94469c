using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>Ports in a row that nobody has on this machine, for programs that can't be asked to take any free one.</summary>
internal static class FreePorts
{
    const int First = 11000;
    const int Last = 19000;

    static int s_next = First + (Environment.ProcessId % 70 * 100);

    /// <returns>The first of them, even.</returns>
    public static int Take(int count)
    {
        for (var tries = 0; tries < Last - First; tries++)
        {
            var first = Interlocked.Add(ref s_next, count + (count & 1)) - count - (count & 1);
            if (first + count > Last)
            {
                Interlocked.Exchange(ref s_next, First);
            }
            else if (Enumerable.Range(first, count).All(IsFree))
            {
                return first;
            }
        }

        throw new InvalidOperationException($"No {count} free ports between {First} and {Last}");
    }

    /// <summary>Somebody listens there.</summary>
    public static bool IsTaken(int port) => !IsFree(port);

    static bool IsFree(int port)
    {
        try
        {
            using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
            using var tcp = new TcpListener(IPAddress.Loopback, port);
            tcp.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
