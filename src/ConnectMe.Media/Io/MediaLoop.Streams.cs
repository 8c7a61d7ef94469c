using ConnectMe.Media.Framing;

namespace ConnectMe.Media.Io;

// What comes and goes by TCP: the same packets, in frames.
sealed partial class MediaLoop
{
    readonly FramedSockets _framed = new();
    readonly List<FramedListener> _pausing = [];
    IReadOnlyList<FramedListener> _listeners = [];

    public void Add(FramedListener listener) =>
        Post(
            Guid.Empty,
            (_, _) =>
            {
                _legs.Watch(listener.Descriptor);
                _listeners = [.. _listeners, listener];
            }
        );

    void Accept(FramedListener listener)
    {
        for (var i = 0; i < MaximumAccepted; i++)
        {
            if (listener.Accept(_clock.Now, out var failed) is not { } socket)
            {
                if (failed)
                {
                    _legs.Leave(listener.Descriptor); // else it would be ready without end; tried again within a second
                    _pausing.Add(listener);
                }

                return;
            }

            if (_framed.Find(socket.Path) is { } before)
            {
                Close(before, StreamEnd.ByPeer); // it must have ended, or there could not be another one from there
            }

            if (_framed.Add(socket) is { } stranger)
            {
                Close(stranger, StreamEnd.TooMany);
            }

            _legs.Watch(socket.Descriptor);
            Counters.StreamOpened();
        }
    }

    /// <summary>Once each time something has come: who sends much gets no more turns than who sends little.</summary>
    void Receive(FramedSocket socket)
    {
        if (!socket.Receive())
        {
            Close(socket, StreamEnd.ByPeer);
            return;
        }

        var now = _clock.Now;
        while (socket.IsOpen)
        {
            switch (socket.Read(out var frame))
            {
                case FrameVerdict.Incomplete:
                    return;
                case FrameVerdict.TooLong:
                    Close(socket, StreamEnd.FrameTooLong);
                    return;
                default:
                    socket.HeardAt = now;
                    Take(frame, socket);
                    break;
            }
        }
    }

    void Take(Span<byte> frame, FramedSocket socket)
    {
        if (frame.IsEmpty && socket.Owner is not null)
        {
            return; // RFC 4571 §2: the null packet
        }

        _heardThisTick++;
        Counters.Received();
        PeerConnection? connection = null;
        try
        {
            var heard = Handle(frame, socket.Path, ref connection);
            if (heard.Kind == HeardKind.Dropped)
            {
                Counters.Dropped(heard.Reason);
            }

            if (socket.Owner is null)
            {
                Introduce(socket, connection, refused: heard.Kind == HeardKind.Dropped);
            }
        }
        catch (Exception fault)
        {
            Fault(connection, Guid.Empty, fault);
        }
    }

    /// <summary>An authentic check has made the path a connection's. One that was answered with an error (RFC 8445 §7.3.1.1) may be followed by a better one.</summary>
    void Introduce(FramedSocket socket, PeerConnection? connection, bool refused)
    {
        if (connection is not null && _demultiplexer.Find(socket.Path) == connection)
        {
            _framed.Introduce(socket, connection);
        }
        else if (refused)
        {
            Close(socket, StreamEnd.NotIntroduced);
        }
    }

    void Close(FramedSocket socket, StreamEnd why)
    {
        if (!_framed.Remove(socket))
        {
            return;
        }

        Counters.StreamEnded(why);
        if (socket.Owner is { } owner)
        {
            owner.Forget(socket.Path); // another's connection may come from there next
            Drain(owner);
        }
    }

    void ReviewStreams(DateTimeOffset now)
    {
        foreach (var silent in _framed.SilentAt(now))
        {
            Close(silent, silent.Owner is null ? StreamEnd.TooSlow : StreamEnd.Idle);
        }

        foreach (var listener in _pausing)
        {
            _legs.Watch(listener.Descriptor);
        }

        _pausing.Clear();
    }

    void CloseStreamsOf(PeerConnection connection)
    {
        foreach (var socket in _framed.Of(connection))
        {
            Close(socket, StreamEnd.Released);
        }
    }

    /// <summary>So many in one turn; sound goes on in between.</summary>
    const int MaximumAccepted = 16;
}
