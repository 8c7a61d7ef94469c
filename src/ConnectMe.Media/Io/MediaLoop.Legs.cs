using ConnectMe.Media.Switching;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media.Io;

// Legs have ports of their own.
sealed partial class MediaLoop
{
    readonly LegSockets _legs = new();

    /// <summary>The ports of a leg are from now on the loop's to read, and to close.</summary>
    public void Add(Guid leg, RtpSession session, RtpPorts ports) => Post(leg, (_, _) => _legs.Add(session, ports));

    /// <summary>Who it is for is known by where it came in. One datagram at a time: a phone sends one in 20 ms, and a look for a second would cost as much as this one.</summary>
    void Receive(MediaSocket socket, RtpSession session, DateTimeOffset now)
    {
        if (!socket.TryReceive(_datagram, out var length, out var remote))
        {
            return;
        }

        _heardThisTick++;
        Counters.Received();
        try
        {
            var heard = session.Handle(_datagram.AsSpan(0, length), new Path(socket.Local, remote), now);
            Drain(session);
            Exchange.Hear(session, heard, now);
            if (heard.Kind == HeardKind.Dropped)
            {
                Counters.Dropped(heard.Reason);
            }
        }
        catch (Exception fault)
        {
            Fault(session, Guid.Empty, fault);
        }
    }

    void Send(RtpSession session, in MediaOutput output)
    {
        if (LegSockets.Find(session, output.Path.Local)?.TrySend(output.Datagram, output.Path.Remote) == true)
        {
            Counters.Sent();
        }
        else
        {
            Counters.Dropped(DropReason.NotSent);
        }
    }

    void Forget(MediaConnection connection)
    {
        if (connection is RtpSession session)
        {
            _legs.Remove(session);
        }
        else if (connection is PeerConnection peer)
        {
            CloseStreamsOf(peer);
        }

        connection.Dispose();
    }
}
