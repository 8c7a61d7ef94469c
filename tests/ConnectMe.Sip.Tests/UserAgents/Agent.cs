using System.Net;
using System.Text;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>A user agent on its transaction layer, on a simulated network: all bytes are written and read as on a real one.</summary>
sealed class Agent : IHost, ILocalAddresses, ISipDirectory, IWatchedResources
{
    public const string Realm = "pbx.example";

    readonly SimulatedNetwork _network;
    readonly TransactionLayer _layer;
    readonly Queue<SipEvent> _unseen = new();
    bool _isReacting;

    public Agent(SimulatedNetwork network, string address, int seed, Func<UserAgentOptions, UserAgentOptions>? options = null)
    {
        _network = network;
        Address = IPEndPoint.Parse(address);
        _layer = new TransactionLayer(SipTimers.Default, TransactionLimits.Default, this, new SeededRandom(seed));
        var chosen = new UserAgentOptions { Realm = Realm };
        UserAgent = new UserAgent(_layer, options?.Invoke(chosen) ?? chosen, this, this, new SeededRandom(seed + 1));
        _layer.Attach(UserAgent);
        network.Add(this);
    }

    public IPEndPoint Address { get; }

    public UserAgent UserAgent { get; }

    public List<SipEvent> Events { get; } = [];

    public Dictionary<string, SipAccount> Accounts { get; } = [];

    public Dictionary<IPAddress, SipTrunk> Trunks { get; } = [];

    /// <summary>What the application does about an event.</summary>
    public Action<SipEvent>? React { get; set; }

    /// <summary>All that was received, in order.</summary>
    public List<SipMessage> Received { get; } = [];

    public DateTimeOffset Now => _network.Now;

    public DateTimeOffset? NextTimeout => _layer.NextTimeout;

    public SipFlow FlowTo(IHost other) => new(SipProtocol.Udp, Address, other.Address, 0);

    public void Do(Action<UserAgent, DateTimeOffset> action)
    {
        _layer.Run((_, now) => action(UserAgent, now), Now);
        Drain();
    }

    public SessionId Call(Agent other, Func<InvitePlan, InvitePlan>? change = null)
    {
        var session = new SessionId(Guid.NewGuid());
        var plan = new InvitePlan
        {
            RequestUri = new SipUri(other.Address.Address.ToString(), "bob", other.Address.Port),
            Flow = FlowTo(other),
            Tenant = Guid.Empty,
            From = new NameAddress(new SipUri(Address.Address.ToString(), "alice"), "Alice"),
            Sdp = Sdp("offer"),
        };
        Do((agent, now) => agent.Invite(session, change?.Invoke(plan) ?? plan, now));
        return session;
    }

    /// <summary>Requests from there count as a trunk's.</summary>
    public SipTrunk Trusts(IHost other, bool isTrusted = true)
    {
        var trunk = new SipTrunk(Guid.NewGuid(), Guid.Empty, UriOf(other), null, isTrusted);
        Trunks[other.Address.Address] = trunk;
        return trunk;
    }

    public static SipUri UriOf(IHost host) => new(host.Address.Address.ToString(), null, host.Address.Port);

    public static ReadOnlyMemory<byte> Sdp(string what) => Encoding.UTF8.GetBytes($"v=0\r\ns={what}\r\n");

    public static string TextOf(SipMessage message) => Encoding.UTF8.GetString(message.Body.Span);

    public IEnumerable<T> All<T>()
        where T : SipEvent => Events.OfType<T>();

    public T Single<T>()
        where T : SipEvent => Assert.Single(All<T>());

    public bool Has<T>()
        where T : SipEvent => All<T>().Any();

    /// <summary>Terminal events per session: one each is right.</summary>
    public IEnumerable<int> Endings(SessionId session) =>
        [
            Events.Count(happened =>
                happened is SipEvent.Ended ended && ended.Session == session
                || happened is SipEvent.Failed failed && failed.Session == session
            ),
        ];

    /// <summary>Sessions, dialogs, requests and transactions that are still there.</summary>
    public int Left => UserAgent.SessionCount + UserAgent.PendingCount + _layer.ServerTransactions + _layer.ClientTransactions;

    public void Receive(IPEndPoint from, byte[] bytes)
    {
        Assert.Equal(MalformedReason.None, MessageReader.Read(bytes, out var message));
        Received.Add(message!);
        _layer.Handle(message!, new SipFlow(SipProtocol.Udp, Address, from, 0), bytes.Length, Now);
        Drain();
    }

    /// <summary>Bytes of any kind.</summary>
    /// <returns>False when they are no message.</returns>
    public bool Feed(IPEndPoint from, byte[] bytes)
    {
        if (MessageReader.Read(bytes, out var message) != MalformedReason.None)
        {
            return false;
        }

        _layer.Handle(message!, new SipFlow(SipProtocol.Udp, Address, from, 0), bytes.Length, Now);
        Drain();
        return true;
    }

    public void Wake()
    {
        _layer.Handle(Now);
        Drain();
    }

    void Drain()
    {
        while (_layer.TryTake(out var output))
        {
            switch (output)
            {
                case TransactionOutput.Transmit transmit:
                    _network.Send(Address, transmit.To.Remote, MessageWriter.ToArray(transmit.Message));
                    break;
                case TransactionOutput.Locate locate:
                    var address = locate.Uri.Address is { } found ? new IPEndPoint(found, locate.Uri.Port ?? 5060) : null;
                    _layer.HandleLocated(locate.Of, address is null ? [] : [new SipDestination(SipProtocol.Udp, address)], Now);
                    break;
            }
        }

        while (UserAgent.TryTake(out var happened))
        {
            Events.Add(happened!);
            _unseen.Enqueue(happened!);
        }

        if (_isReacting)
        {
            return;
        }

        _isReacting = true;
        while (_unseen.TryDequeue(out var next))
        {
            React?.Invoke(next);
        }

        _isReacting = false;
    }

    IPEndPoint ILocalAddresses.Towards(SipProtocol protocol, IPAddress remote, IPAddress? local) => Address;

    SipAccount? ISipDirectory.Account(string username) => Accounts.GetValueOrDefault(username);

    SipTrunk? ISipDirectory.TrunkAt(IPAddress source) => Trunks.GetValueOrDefault(source);

    WatchedResource? IWatchedResources.Find(SipAccount watcher, EventPackage package, SipUri resource) => null;
}
