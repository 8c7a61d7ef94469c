using System.Collections.Concurrent;
using System.Threading.Channels;
using ConnectMe.Media.Switching;

namespace ConnectMe.Media.Io;

/// <summary>
/// The one media thread: waits for packets, commands and ticks, and hands them to the exchange. Nothing on it waits for anything else, writes a log
/// or asks a database. What fails on one line ends that line only.
/// </summary>
sealed partial class MediaLoop : ILineOutputs, IDisposable
{
    readonly Exchange _exchange;
    readonly Demultiplexer _demultiplexer = new();
    readonly ConcurrentQueue<Posted> _posted = new();
    readonly WakeUps _wakeUps = new();
    readonly Channel<MediaEvent> _events = Channel.CreateUnbounded<MediaEvent>(new() { SingleReader = true, SingleWriter = true });
    readonly List<(MediaConnection Connection, DateTimeOffset At)> _retired = [];
    readonly LoopClock _clock;
    readonly bool _realTime;
    IReadOnlyList<MediaSocket> _sockets;

    public MediaLoop(MediaPort port, TimeProvider time, bool realTime)
    {
        (_sockets, _listeners, _realTime) = (port.Sockets, port.Listeners, realTime);
        _clock = new LoopClock(time);
        _exchange = new Exchange(this);
        Counters = new MediaCounters(() => _sockets);
        _legs.Watch(_wakeUps.TickDescriptor);
        _legs.Watch(_wakeUps.CommandDescriptor);
        foreach (var socket in _sockets)
        {
            _legs.Watch(socket.Descriptor);
        }

        foreach (var listener in _listeners)
        {
            _legs.Watch(listener.Descriptor);
        }
    }

    public void Start() =>
        new Thread(Run)
        {
            IsBackground = true,
            Name = "media",
            Priority = ThreadPriority.Highest,
        }.Start();

    /// <summary>Has something done on the media thread, in the order of posting.</summary>
    /// <param name="line">The one to close if it fails; empty when it is about none.</param>
    public void Post(Guid line, Action<Exchange, DateTimeOffset> action) => Post(new Posted(line, null, action));

    public void Post(MediaConnection connection, Action<Exchange, DateTimeOffset> action) => Post(new Posted(default, connection, action));

    public void Add(MediaSocket socket) =>
        Post(
            Guid.Empty,
            (_, _) =>
            {
                _legs.Watch(socket.Descriptor);
                _sockets = [.. _sockets, socket];
            }
        );

    /// <summary>Ends the loop after the commands before it.</summary>
    public Task Stop()
    {
        Post(Guid.Empty, (_, _) => _stopping = true);
        return _stopped.Task;
    }

    public ChannelReader<MediaEvent> Events => _events.Reader;

    public ConcurrentDictionary<Guid, LineQuality> Qualities => _exchange.Qualities;

    public MediaCounters Counters { get; }

    public DateTimeOffset Now => _clock.Now;

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        _framed.Dispose();
        _legs.Dispose();
        _wakeUps.Dispose();
        Counters.Dispose();
    }

    public void Drain(MediaConnection connection)
    {
        while (connection.TryTake(out var output))
        {
            switch (output.Kind)
            {
                case MediaOutputKind.Transmit:
                    Send(connection, output);
                    break;
                case MediaOutputKind.PathValidated:
                    _demultiplexer.Add((PeerConnection)connection, output.Path);
                    break;
                case MediaOutputKind.PathForgotten:
                    _demultiplexer.Remove((PeerConnection)connection, output.Path);
                    if (_framed.Find(output.Path) is { } stream && stream.Owner == connection)
                    {
                        Close(stream, StreamEnd.Released);
                    }

                    break;
                default:
                    CountHandshake(output.Kind);
                    _exchange.Handle(connection, output, _clock.Now);
                    break;
            }
        }
    }

    public void Admit(MediaConnection connection)
    {
        if (connection is PeerConnection peer)
        {
            _demultiplexer.Admit(peer);
        }
    }

    public void Retire(MediaConnection connection)
    {
        if (connection is PeerConnection peer)
        {
            _demultiplexer.Retire(peer);
        }

        _retired.Add((connection, _clock.Now));
    }

    public void Report(MediaEvent happened) => _events.Writer.TryWrite(happened);

    void Post(Posted posted)
    {
        _posted.Enqueue(posted);
        _wakeUps.Signal();
    }

    readonly record struct Posted(Guid Line, MediaConnection? Connection, Action<Exchange, DateTimeOffset> Action);
}
