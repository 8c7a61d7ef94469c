using System.Net;

namespace ConnectMe.Sip.Transport;

/// <summary>All connections, how many there may be, and by when they must have said something (H7). Used by many threads.</summary>
sealed class Connections : IAsyncDisposable
{
    readonly ConnectionLimits _limits;
    readonly Reception _reception;
    readonly Inbox _inbox;
    readonly TimeProvider _time;
    readonly Lock _lock = new();
    readonly Dictionary<long, Open> _open = [];
    readonly Dictionary<(SipProtocol, IPEndPoint, string?), Connection> _ours = [];
    readonly Dictionary<IPAddress, Source> _sources = [];
    readonly Queue<Connection> _silent = new();
    readonly ITimer _sweep;
    long _last;
    bool _disposed;

    public Connections(ConnectionLimits limits, Reception reception, Inbox inbox, TimeProvider time)
    {
        _limits = limits;
        _reception = reception;
        _inbox = inbox;
        _time = time;
        _sweep = time.CreateTimer(_ => CloseLate(), null, SweepEvery, SweepEvery);
    }

    /// <summary>A connection that somebody opened to us. False: we have enough from there.</summary>
    public bool TryAccept(
        SipProtocol protocol,
        IPEndPoint local,
        IPEndPoint remote,
        Func<CancellationToken, Task<IMessageStream>> open,
        out Task served
    )
    {
        served = Task.CompletedTask;
        lock (_lock)
        {
            var source = _sources.GetValueOrDefault(remote.Address) ?? new Source();
            if (_disposed || source.Count >= _limits.PerAddress)
            {
                return false;
            }

            if (source.Silent.Count >= _limits.SilentPerAddress)
            {
                MakeRoom(source.Silent, _limits.SilentPerAddress);
            }

            if (_open.Count >= _limits.Total && !MakeRoom(_silent, 0))
            {
                return false;
            }

            var connection = new Connection(new SipFlow(protocol, local, remote, ++_last), _reception, Answered, _limits, _time);
            _sources[remote.Address] = source;
            source.Count++;
            source.Silent.Enqueue(connection);
            _silent.Enqueue(connection);
            served = Add(connection, open, null);
            return true;
        }
    }

    /// <summary>The connection to this destination, opened when there is none yet. What is sent waits until it is open.</summary>
    public Connection? To(SipDestination destination, IPAddress local, Func<CancellationToken, Task<IMessageStream>> open)
    {
        var key = (destination.Protocol, destination.Remote, destination.ServerName);
        lock (_lock)
        {
            if (_ours.TryGetValue(key, out var known))
            {
                return known;
            }

            if (_disposed)
            {
                return null;
            }

            var flow = new SipFlow(destination.Protocol, new IPEndPoint(local, 0), destination.Remote, ++_last);
            var connection = new Connection(flow, _reception, Answered, _limits, _time) { HasSpoken = true };
            _ours.Add(key, connection);
            _ = Add(connection, open, key);
            return connection;
        }
    }

    public Connection? Of(SipFlow flow)
    {
        lock (_lock)
        {
            return _open.GetValueOrDefault(flow.Connection)?.Connection;
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<Open> open;
        lock (_lock)
        {
            _disposed = true;
            open = [.. _open.Values];
        }

        await _sweep.DisposeAsync();
        open.ForEach(one => one.Connection.Close("shut down"));
        await Task.WhenAll(open.Select(one => one.Served));
    }

    Task Add(Connection connection, Func<CancellationToken, Task<IMessageStream>> open, (SipProtocol, IPEndPoint, string?)? key)
    {
        SipMeter.Opened(connection.Flow.Protocol);
        var served = Task.Run(() => Serve(connection, open, key));
        _open.Add(connection.Flow.Connection, new Open(connection, served));
        return served;
    }

    async Task Serve(Connection connection, Func<CancellationToken, Task<IMessageStream>> open, (SipProtocol, IPEndPoint, string?)? key)
    {
        try
        {
            await connection.Run(open);
        }
        finally
        {
            Remove(connection, key);
            SipMeter.Closed(connection.Flow.Protocol, connection.Reason);
            _inbox.Post(new Work.Closed(connection));
            connection.Dispose();
        }
    }

    Task Answered()
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _inbox.Post(new Work.Mark(passed)) ? passed.Task : Task.CompletedTask;
    }

    void Remove(Connection connection, (SipProtocol, IPEndPoint, string?)? key)
    {
        lock (_lock)
        {
            _open.Remove(connection.Flow.Connection);
            if (key is { } ours)
            {
                _ours.Remove(ours);
            }
            else if (_sources.TryGetValue(connection.Flow.Remote.Address, out var source) && --source.Count == 0)
            {
                _sources.Remove(connection.Flow.Remote.Address);
            }
        }
    }

    /// <summary>Forgets those that have spoken or are gone; when still as many as <paramref name="most"/> are silent, closes the oldest.</summary>
    bool MakeRoom(Queue<Connection> silent, int most)
    {
        for (var i = silent.Count; i > 0; i--)
        {
            var connection = silent.Dequeue();
            if (!connection.HasSpoken && _open.ContainsKey(connection.Flow.Connection))
            {
                silent.Enqueue(connection);
            }
        }

        if (silent.Count == 0 || silent.Count < most)
        {
            return false;
        }

        silent.Dequeue().Close("room for another");
        return true;
    }

    void CloseLate()
    {
        List<Open> open;
        lock (_lock)
        {
            open = [.. _open.Values];
            if (_silent.Count > 2 * _open.Count)
            {
                MakeRoom(_silent, int.MaxValue);
            }
        }

        foreach (var one in open.Where(one => one.Connection.IsLate))
        {
            one.Connection.Close("late");
        }
    }

    static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    sealed record Open(Connection Connection, Task Served);

    /// <summary>The connections from one address.</summary>
    sealed class Source
    {
        public int Count { get; set; }

        public Queue<Connection> Silent { get; } = new();
    }
}
