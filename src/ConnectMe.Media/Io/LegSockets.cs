using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ConnectMe.Media.Io;

/// <summary>
/// The sockets of all legs: hundreds, of which a few have something at a time. What else the loop waits for is waited for with them (epoll): a second system
/// call that waits would cost each packet a fifth of all it costs.
/// </summary>
sealed unsafe class LegSockets : IDisposable
{
    readonly HashSet<RtpPorts> _ports = [];
    readonly int _epoll = Libc.EpollCreate(Libc.CloseOnExec);
    (MediaSocket Socket, RtpSession Session)?[] _byDescriptor = new (MediaSocket, RtpSession)?[1024]; // the system counts from 0 and gives the lowest free
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
        _ports.Add(ports);
        session.Ports = ports;
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

    /// <summary>Not to be waited for any more, though open.</summary>
    public void Leave(int descriptor) => _ = Libc.EpollControl(_epoll, Libc.EpollDelete, descriptor, null);

    /// <summary>Closes the leg's sockets.</summary>
    public void Remove(RtpSession session)
    {
        if (session.Ports is { } ports && _ports.Remove(ports))
        {
            session.Ports = null;
            _byDescriptor[ports.Rtp.Descriptor] = null;
            _byDescriptor[ports.Rtcp.Descriptor] = null;
            ports.Dispose(); // closed, a socket leaves the set by itself
        }
    }

    public static MediaSocket? Find(RtpSession session, in Ice.TransportAddress local) =>
        session.Ports is not { } ports ? null
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
    public bool TryFind(int descriptor, out (MediaSocket Socket, RtpSession Session) leg)
    {
        var known = (uint)descriptor < (uint)_byDescriptor.Length ? _byDescriptor[descriptor] : null;
        leg = known.GetValueOrDefault();
        return known is not null;
    }

    public void Dispose()
    {
        foreach (var ports in _ports)
        {
            ports.Dispose();
        }

        _ = Libc.Close(_epoll);
    }

    void Add(RtpSession session, MediaSocket socket)
    {
        socket.Discard(); // what came before anybody could know what it is
        Watch(socket.Descriptor);
        if (socket.Descriptor >= _byDescriptor.Length)
        {
            Array.Resize(ref _byDescriptor, Math.Max(socket.Descriptor + 1, 2 * _byDescriptor.Length));
        }

        _byDescriptor[socket.Descriptor] = (socket, session);
    }

    // struct epoll_event is packed on x86-64 only: events 4 | data 8, elsewhere events 4 | gap 4 | data 8.
    static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    static readonly int EventLength = DataOffset + 8;

    /// <summary>So many at a time; more wait for the next look.</summary>
    public const int MaximumReady = 64;
}
