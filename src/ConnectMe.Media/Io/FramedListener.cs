using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ConnectMe.Media.Ice;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media.Io;

/// <summary>Where browsers that UDP does not get through for connect by TCP, on one address of this machine (RFC 6544, a passive candidate).</summary>
sealed unsafe class FramedListener : IDisposable
{
    readonly Socket _socket;
    readonly byte[] _caller = GC.AllocateArray<byte>(MediaSocket.MaximumAddress, pinned: true);

    FramedListener(Socket socket)
    {
        _socket = socket;
        Descriptor = (int)socket.Handle;
        Local = TransportAddress.Of((IPEndPoint)socket.LocalEndPoint!) with { IsTcp = true };
    }

    /// <summary>Binds and listens; the error is the system's (<see cref="SocketException"/>).</summary>
    public static FramedListener Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false; // as MediaSocket
            }

            socket.Blocking = false;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return new FramedListener(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The next who has connected; null when there is none.</summary>
    /// <param name="failed">The system gives no more connections now, and would say so again and again.</param>
    public FramedSocket? Accept(DateTimeOffset now, out bool failed)
    {
        failed = false;
        var addressLength = (uint)_caller.Length;
        int descriptor;
        fixed (byte* address = _caller)
        {
            descriptor = Libc.Accept(Descriptor, address, &addressLength, Libc.NonBlocking | Libc.CloseOnExec);
        }

        if (descriptor < 0)
        {
            failed = Marshal.GetLastPInvokeError() is not (Libc.TryAgain or Libc.Interrupted or Libc.ConnectionAborted);
            return null;
        }

        var yes = 1;
        _ = Libc.SetOption(descriptor, Libc.LevelTcp, Libc.NoDelay, &yes, sizeof(int)); // a frame is 20 ms of sound; without it, slower and no worse
        return new FramedSocket(descriptor, new Path(Local, MediaSocket.ReadAddress(_caller) with { IsTcp = true }), now);
    }

    public TransportAddress Local { get; }

    public int Descriptor { get; }

    public void Dispose() => _socket.Dispose();

    const int Backlog = 512;
}
