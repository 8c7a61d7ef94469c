using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ConnectMe.Bench;

/// <summary>The floor: one thread that sends every datagram back where it came from, 32 per system call, and does nothing else.</summary>
internal sealed unsafe class BareEcho : IDisposable
{
    public const string ThreadName = "bare-echo";
    const int Batch = 32;
    const int Size = 2048;
    const int AddressSize = 28;

    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    readonly byte* _memory = (byte*)NativeMemory.AllocZeroed(Batch * (Size + AddressSize));
    readonly Thread _thread;
    long _echoed;
    volatile bool _stopping;

    public BareEcho()
    {
        _socket.ReceiveBufferSize = 4 << 20;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _thread = new Thread(Run) { IsBackground = true, Name = ThreadName };
        _thread.Start();
    }

    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

    public long Echoed => Volatile.Read(ref _echoed);

    public void Dispose()
    {
        _stopping = true;
        using (var last = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            last.SendTo([0], Address); // wakes it
        }
        _thread.Join();
        _socket.Dispose();
        NativeMemory.Free(_memory);
    }

    void Run()
    {
        Linux.RunBeforeOthers();
        var socket = (int)_socket.Handle;
        var vectors = stackalloc Linux.Vector[Batch];
        var messages = stackalloc Linux.Message[Batch];
        while (!_stopping)
        {
            for (var i = 0; i < Batch; i++)
            {
                vectors[i] = new Linux.Vector { Base = _memory + (i * Size), Length = Size };
                messages[i] = new Linux.Message
                {
                    Address = _memory + (Batch * Size) + (i * AddressSize),
                    AddressLength = AddressSize,
                    Vectors = &vectors[i],
                    VectorCount = 1,
                };
            }
            var received = Linux.ReceiveMany(socket, messages, Batch, Linux.WaitForOne, null);
            for (var i = 0; i < received; i++)
            {
                vectors[i].Length = messages[i].Length;
            }
            for (var sent = 0; sent < received; )
            {
                sent += Math.Max(1, Linux.SendMany(socket, messages + sent, (uint)(received - sent), 0));
            }
            _echoed += Math.Max(0, received);
        }
    }
}
