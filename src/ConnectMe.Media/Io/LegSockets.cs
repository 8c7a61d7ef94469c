using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ConnectMe.Media.Io;

/// <summary>
/// The sockets of all legs: hundreds, of which a few have something at a time. What else the loop waits for is waited for with them (epoll): a second system
/// call that waits would cost each packet a fifth of all it costs.
/// </summary>
sealed unsafe class LegSockets : IDisposable
{
    readonly Dictionary<int, (MediaSocket Socket, RtpSession Session)> _byDescriptor = [];
    readonly Dictionary<RtpSession, RtpPorts> _ports = [];
    readonly int _epoll = Libc.EpollCreate(Libc.CloseOnExec);
    readonly byte[] _ready = GC.AllocateArray<byte>(MaximumReady * EventLength, pinned: true);

    public LegSockets()
    {
        if (_epoll < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    public int Count => _ports.Count;

    public void Add(RtpSession session, RtpPorts ports)
    {
        _ports.Add(session, ports);
        Add(session, ports.Rtp);
        Add(session, ports.Rtcp);
    }

    /// <summary>No leg's, but to be waited for too. Closed, it leaves by itself.</summary>
    public void Watch(int descriptor)
    {
        var wanted = stackalloc byte[EventLength];
        *(int*)wanted = Libc.PollIn;
        *(int*)(wanted + DataOffset) = descriptor;
        if (Libc.EpollControl(_epoll, Libc.EpollAdd, descriptor, wanted) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
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

    /// <summary>Until something has come.</summary>
    /// <returns>At how many descriptors, those that came first; <see cref="ReadyAt"/> tells which. 0: a signal came.</returns>
    public int Wait()
    {
        fixed (byte* events = _ready)
        {
            return Math.Max(0, Libc.EpollWait(_epoll, events, MaximumReady, -1));
        }
    }

    public int ReadyAt(int index) => BitConverter.ToInt32(_ready, (index * EventLength) + DataOffset);

    /// <summary>False for one that is no leg's, or was closed a moment ago.</summary>
    public bool TryFind(int descriptor, out (MediaSocket Socket, RtpSession Session) leg) => _byDescriptor.TryGetValue(descriptor, out leg);

    public void Dispose()
    {
        foreach (var ports in _ports.Values)
        {
            ports.Dispose();
        }

        _ = Libc.Close(_epoll);
    }

    void Add(RtpSession session, MediaSocket socket)
    {
        socket.Discard(); // what came before anybody could know what it is
        Watch(socket.Descriptor);
        _byDescriptor.Add(socket.Descriptor, (socket, session));
    }

    // struct epoll_event is packed on x86-64 only: events 4 | data 8, elsewhere events 4 | gap 4 | data 8.
    static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    static readonly int EventLength = DataOffset + 8;
    const int MaximumReady = 64;
}
