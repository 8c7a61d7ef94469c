using ConnectMe.Media.Stun;
using ConnectMe.Media.Switching;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media.Io;

// The thread itself.
sealed unsafe partial class MediaLoop
{
    readonly byte[] _datagram = GC.AllocateUninitializedArray<byte>(2048, pinned: true);
    readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool _stopping;
    int _ticks;
    int _heardThisTick;
    bool _isBusy;
    bool _hasLeftSome;

    void Run()
    {
        if (_realTime)
        {
            var priority = RealTimePriority;
            _ = Libc.SetScheduler(0, Libc.RoundRobin, &priority); // without the right to it: an ordinary thread
        }

        while (!_stopping)
        {
            try
            {
                Turn();
            }
            catch (Exception fault)
            {
                Fault(null, Guid.Empty, fault);
            }
        }

        _retired.ForEach(retired => Forget(retired.Connection));
        _events.Writer.TryComplete();
        _stopped.SetResult();
    }

    /// <summary>Waits, and does what there is to do: the tick first, then commands, then a share of what each socket holds.</summary>
    void Turn()
    {
        var count = _legs.Wait();
        for (var i = 0; i < count; i++)
        {
            if (_legs.ReadyAt(i) == _wakeUps.TickDescriptor)
            {
                Tick();
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (_legs.ReadyAt(i) == _wakeUps.CommandDescriptor)
            {
                CarryOutCommands();
            }
        }

        _hasLeftSome = false;
        var now = _clock.Now;
        for (var i = 0; i < count; i++)
        {
            now = i % PacketsPerLook == PacketsPerLook - 1 ? _clock.Now : now;
            Receive(_legs.ReadyAt(i), now);
        }

        if (_isBusy && !_hasLeftSome && count < LegSockets.MaximumReady)
        {
            LetPacketsGather();
        }
    }

    /// <summary>
    /// With many calls a packet comes every few dozen microseconds, and to wake for each costs as much as to pass it on. So what comes within
    /// <see cref="Gathering"/> is taken in one go; nobody hears that much later.
    /// </summary>
    static void LetPacketsGather()
    {
        var duration = new Libc.Duration { Nanoseconds = Gathering };
        _ = Libc.Sleep(&duration, null); // woken early by a signal: then fewer have come
    }

    void Receive(int descriptor, DateTimeOffset now)
    {
        if (_legs.TryFind(descriptor, out var leg))
        {
            Receive(leg.Socket, leg.Session, now);
            return;
        }

        if (_framed.Find(descriptor) is { } stream)
        {
            Receive(stream);
            return;
        }

        var sockets = _sockets;
        for (var i = 0; i < sockets.Count; i++)
        {
            if (sockets[i].Descriptor == descriptor)
            {
                Receive(sockets[i]);
                return;
            }
        }

        var listeners = _listeners;
        for (var i = 0; i < listeners.Count; i++)
        {
            if (listeners[i].Descriptor == descriptor)
            {
                Accept(listeners[i]);
                return;
            }
        }
    }

    void Tick()
    {
        var due = _wakeUps.TakeTicks();
        (_isBusy, _heardThisTick) = (_heardThisTick >= BusyTick, 0);
        if (due > 1)
        {
            Counters.TicksLate(due - 1);
        }

        // Held up: what was due is sent now, each frame as of its own time, unless it is so old that nobody waits for it any more.
        var now = _clock.Now;
        for (var behind = Math.Min(due, MaximumCatchUp) - 1; behind >= 0; behind--)
        {
            if (_exchange.IsMixing)
            {
                OnEachLine(static (line, _) => line.Speak(), now);
                _exchange.Mix();
            }

            OnEachLine(static (line, at) => line.Tick(at), now - (behind * WakeUps.Tick));
        }

        _framed.Flush();
        if (++_ticks % TicksPerReview == 0)
        {
            Review(now);
        }
    }

    void OnEachLine(Action<Line, DateTimeOffset> what, DateTimeOffset at)
    {
        foreach (var line in _exchange.Lines)
        {
            try
            {
                what(line, at);
            }
            catch (Exception fault)
            {
                Fault(null, line.Id, fault);
            }
        }
    }

    void CarryOutCommands()
    {
        _wakeUps.TakeSignal();
        while (_posted.TryDequeue(out var command))
        {
            try
            {
                command.Action(_exchange, _clock.Now);
                if (command.Connection is { } connection)
                {
                    Drain(connection);
                }
            }
            catch (Exception fault)
            {
                Fault(command.Connection, command.Line, fault);
            }
        }
    }

    void Receive(MediaSocket socket)
    {
        for (var i = 0; i < MaximumBurst && socket.TryReceive(_datagram, out var length, out var remote); i++)
        {
            _hasLeftSome |= i == MaximumBurst - 1; // or has none left by chance: then the next look finds that out
            _heardThisTick++;
            Counters.Received();
            PeerConnection? connection = null;
            try
            {
                var heard = Handle(_datagram.AsSpan(0, length), new Path(socket.Local, remote), ref connection);
                if (heard.Kind == HeardKind.Dropped)
                {
                    Counters.Dropped(heard.Reason);
                }
            }
            catch (Exception fault)
            {
                Fault(connection, Guid.Empty, fault);
            }
        }
    }

    /// <summary>RFC 7983 §7 by the first byte; what no connection is known for costs a look-up and is forgotten.</summary>
    Heard Handle(Span<byte> datagram, scoped in Path path, ref PeerConnection? connection)
    {
        var now = _clock.Now;
        Heard heard;
        switch (datagram.IsEmpty ? byte.MaxValue : datagram[0])
        {
            case <= 3:
                if (StunMessage.Read(datagram, out var message) != StunMalformedReason.None)
                {
                    return Heard.Dropped(DropReason.MalformedStun);
                }

                connection = _demultiplexer.Find(message.ReceiverUsernameFragment);
                if (connection is null)
                {
                    return Heard.Dropped(DropReason.UnknownUsernameFragment);
                }

                heard = connection.Handle(message, path, now);
                _demultiplexer.Claim(connection, path);
                break;
            case >= 20 and <= 63 or >= 128 and <= 191:
                connection = _demultiplexer.Find(path);
                if (connection is null)
                {
                    return Heard.Dropped(DropReason.UnknownAddress);
                }

                heard = connection.Handle(datagram, path, now);
                break;
            default:
                return Heard.Dropped(DropReason.UnknownProtocol);
        }

        Drain(connection);
        Exchange.Hear(connection, heard, now);
        return heard;
    }

    void Send(MediaConnection connection, in MediaOutput output)
    {
        if (connection is RtpSession session)
        {
            Send(session, output);
            return;
        }

        if (output.Path.IsTcp)
        {
            if (_framed.Send(output.Path, output.Datagram))
            {
                Counters.Sent();
            }
            else
            {
                Counters.Dropped(DropReason.NotSent);
            }

            return;
        }

        // By index: the list's enumerator would be an object per packet.
        var sockets = _sockets;
        for (var i = 0; i < sockets.Count; i++)
        {
            var socket = sockets[i];
            if (socket.Local == output.Path.Local)
            {
                if (socket.TrySend(output.Datagram, output.Path.Remote))
                {
                    Counters.Sent();
                    return;
                }

                break;
            }
        }

        Counters.Dropped(DropReason.NotSent);
    }

    void Review(DateTimeOffset now)
    {
        _exchange.Review(now);
        ReviewStreams(now);
        Counters.CountLinesUp(_exchange.LinesUp);
        Counters.CountLegs(_legs.Count);
        for (var i = _retired.Count - 1; i >= 0; i--)
        {
            if (now - _retired[i].At > GoodbyeTime)
            {
                Forget(_retired[i].Connection);
                _retired.RemoveAt(i);
            }
        }
    }

    void CountHandshake(MediaOutputKind kind)
    {
        if (kind is MediaOutputKind.Connected or MediaOutputKind.Failed)
        {
            Counters.HandshakeDone(ok: kind == MediaOutputKind.Connected);
        }
    }

    /// <summary>The last resort of the media thread (the input loop): what failed is reported, its line closed, and the loop goes on.</summary>
    void Fault(MediaConnection? connection, Guid line, Exception fault)
    {
        Counters.Faulted();
        if (connection is not null)
        {
            _exchange.Fault(connection, fault, _clock.Now);
        }
        else if (line != Guid.Empty)
        {
            _exchange.Fault(line, fault, _clock.Now);
        }
        else
        {
            Report(new MediaEvent.Faulted(Guid.Empty, fault));
        }
    }

    const int RealTimePriority = 10;
    const int MaximumBurst = 64;
    const int MaximumCatchUp = 5;
    const int TicksPerReview = 50;

    /// <summary>Of so many legs the packets came at the same time, as far as the clock is asked.</summary>
    const int PacketsPerLook = 8;

    /// <summary>Packets in 20 ms from which on they are let gather: thirty calls.</summary>
    const int BusyTick = 60;

    /// <summary>In nanoseconds; the kernel adds 50 µs of its own to it.</summary>
    const int Gathering = 500_000;

    /// <summary>How long a closed connection stays for its goodbye to be written.</summary>
    static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(1);
}
