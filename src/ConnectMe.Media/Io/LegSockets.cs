using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ConnectMe.Media.Io;

/// <summary>The sockets of all legs: hundreds, of which a few have something at a time. One descriptor (epoll) stands for them all among those that the loop waits for.</summary>
sealed unsafe class LegSockets : IDisposable
{
    readonly Dictionary<int, (MediaSocket Socket, RtpSession Session)> _byDescriptor = [];
    readonly Dictionary<RtpSession, RtpPorts> _ports = [];
    readonly byte[] _ready = GC.AllocateArray<byte>(MaximumReady * EventLength, pinned: true);

    public LegSockets()
    {
        Descriptor = Libc.EpollCreate(Libc.CloseOnExec);
        if (Descriptor < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Readable when any of the sockets is.</summary>
    public int Descriptor { get; }

    public int Count => _ports.Count;

    public void Add(RtpSession session, RtpPorts ports)
    {
        _ports.Add(session, ports);
        Add(session, ports.Rtp);
        Add(session, ports.Rtcp);
    }

    /// <summary>Closes the leg's sockets.</summary>
    public void Remove(RtpSession session)
    {
        if (_ports.Remove(session, out var ports))
        {
            _byDescriptor.Remove(ports.Rtp.Descriptor);
            _byDescriptor.Remove(ports.Rtcp.Descriptor);
            ports.Dispose(); // closed, a socket leaves the set by itself
        }
    }

    public MediaSocket? Find(RtpSession session, in Ice.TransportAddress local) =>
        !_ports.TryGetValue(session, out var ports) ? null
        : ports.Rtp.Local == local ? ports.Rtp
        : ports.Rtcp;

    /// <summary>How many sockets have something; <see cref="ReadyAt"/> tells which.</summary>
    public int CountReady()
    {
        fixed (byte* events = _ready)
        {
            return Math.Max(0, Libc.EpollWait(Descriptor, events, MaximumReady, 0));
        }
    }

    /// <summary>False when the socket was closed a moment ago.</summary>
    public bool ReadyAt(int index, out MediaSocket? socket, out RtpSession? session)
    {
        var found = _byDescriptor.TryGetValue(BitConverter.ToInt32(_ready, (index * EventLength) + DataOffset), out var ready);
        (socket, session) = ready;
        return found;
    }

    public void Dispose()
    {
        foreach (var ports in _ports.Values)
        {
            ports.Dispose();
        }

        _ = Libc.Close(Descriptor);
    }

    void Add(RtpSession session, MediaSocket socket)
    {
        socket.Discard(); // what came before anybody could know what it is
        var wanted = stackalloc byte[EventLength];
        *(int*)wanted = Libc.PollIn;
        *(int*)(wanted + DataOffset) = socket.Descriptor;
        if (Libc.EpollControl(Descriptor, Libc.EpollAdd, socket.Descriptor, wanted) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        _byDescriptor.Add(socket.Descriptor, (socket, session));
    }

    // struct epoll_event is packed on x86-64 only: events 4 | data 8, elsewhere events 4 | gap 4 | data 8.
    static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    static readonly int EventLength = DataOffset + 8;
    const int MaximumReady = 64;
}
