using System.Net;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>Datagrams between agents under a clock of its own: with a seed it loses, doubles and overtakes, the same way each time.</summary>
sealed class SimulatedNetwork(int seed = 0, double loss = 0, double duplication = 0, int longestDelay = 10)
{
    readonly Random _random = new(seed);
    readonly Dictionary<IPEndPoint, IHost> _hosts = [];
    readonly PriorityQueue<(IPEndPoint From, IPEndPoint To, byte[] Bytes), (DateTimeOffset, long)> _onTheWay = new();
    long _sent;

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Nothing arrives from or at this address.</summary>
    public HashSet<IPEndPoint> Unplugged { get; } = [];

    public void Add(IHost host) => _hosts.Add(host.Address, host);

    /// <summary>It died: what is on its way to it is lost, and another may take its address.</summary>
    public void Remove(IHost host) => _hosts.Remove(host.Address);

    public void Send(IPEndPoint from, IPEndPoint to, byte[] bytes)
    {
        var copies = _random.NextDouble() < loss ? 0 : 1;
        copies += _random.NextDouble() < duplication ? 1 : 0;
        for (; copies > 0; copies--)
        {
            var at = Now + TimeSpan.FromMilliseconds(1 + _random.Next(longestDelay));
            _onTheWay.Enqueue((from, to, bytes), (at, _sent++));
        }
    }

    /// <summary>Lets the time pass: what arrives and what is due happens in its order.</summary>
    public void Run(TimeSpan time)
    {
        var end = Now + time;
        while (Next() is { } at && at <= end)
        {
            Now = at > Now ? at : Now;
            Step();
        }

        Now = end;
    }

    /// <summary>Until it is so; fails when that takes more time than a call may.</summary>
    public void RunUntil(Func<bool> isSo, TimeSpan? within = null)
    {
        var end = Now + (within ?? TimeSpan.FromMinutes(2));
        while (!isSo())
        {
            var at = Next();
            Assert.True(at <= end, $"It did not come about until {at?.ToString() ?? "the end of all"}.");
            Now = at > Now ? at.Value : Now;
            Step();
        }
    }

    DateTimeOffset? Next()
    {
        DateTimeOffset? next = _onTheWay.TryPeek(out _, out var first) ? first.Item1 : null;
        foreach (var host in _hosts.Values)
        {
            next = host.NextTimeout < next || next is null ? host.NextTimeout ?? next : next;
        }

        return next;
    }

    void Step()
    {
        while (_onTheWay.TryPeek(out var datagram, out var due) && due.Item1 <= Now)
        {
            _onTheWay.Dequeue();
            if (!Unplugged.Contains(datagram.From) && !Unplugged.Contains(datagram.To) && _hosts.TryGetValue(datagram.To, out var host))
            {
                host.Receive(datagram.From, datagram.Bytes);
            }
        }

        foreach (var host in _hosts.Values.Where(host => host.NextTimeout <= Now))
        {
            host.Wake();
        }
    }
}

/// <summary>Somebody on the network.</summary>
interface IHost
{
    IPEndPoint Address { get; }

    void Receive(IPEndPoint from, byte[] bytes);

    void Wake();

    DateTimeOffset? NextTimeout { get; }
}
