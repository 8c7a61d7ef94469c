using System.Net;
using System.Net.WebSockets;
using System.Threading.Channels;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip;

/// <summary>
/// SIP on this machine: sockets, and one loop that runs the transaction layer and its user. Every member may be called from any thread and returns at once.
/// </summary>
public sealed class SipEndpoint : IAsyncDisposable
{
    readonly Channel<SipEvent> _events = Channel.CreateUnbounded<SipEvent>(new UnboundedChannelOptions { SingleWriter = true });
    readonly SipLoop _loop;

    /// <summary>Binds the sockets (<see cref="System.Net.Sockets.SocketException"/> when one is taken) and starts.</summary>
    public SipEndpoint(SipEndpointOptions options, Func<ITransactions, UserAgent> user, TimeProvider? time = null)
    {
        UserAgent? agent = null;
        _loop = new SipLoop(
            options,
            transactions => agent = user(transactions),
            () => Publish(agent!),
            new DnsResolver(options.NameServers),
            time ?? TimeProvider.System
        );
    }

    /// <summary>Runs this on the loop, in the order of posting.</summary>
    public void Post(Action<UserAgent, DateTimeOffset> action) => _loop.Post((user, now) => action((UserAgent)user, now));

    /// <summary>What happened, in its order. It ends when the endpoint is closed.</summary>
    public ChannelReader<SipEvent> Events => _events.Reader;

    /// <summary>Serves a WebSocket that the Host accepted with the subprotocol "sip" (RFC 7118), until it is closed.</summary>
    public Task Serve(WebSocket socket, IPEndPoint local, IPEndPoint remote) => _loop.Serve(socket, local, remote);

    /// <summary>Where we listen: wildcards spelled out, with the ports that the system chose.</summary>
    public IReadOnlyList<SipListener> Listening => _loop.Listening;

    /// <summary>What is open at this moment: for metrics, and for a test that nothing is left.</summary>
    public (int Connections, int ServerTransactions, int ClientTransactions) Open =>
        (_loop.OpenConnections, _loop.Transactions.Server, _loop.Transactions.Client);

    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync();
        _events.Writer.TryComplete();
    }

    void Publish(UserAgent agent)
    {
        while (agent.TryTake(out var happened))
        {
            _events.Writer.TryWrite(happened);
        }
    }
}
