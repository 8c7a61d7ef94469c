using System.Net;
using System.Net.WebSockets;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip;

/// <summary>
/// SIP on this machine: sockets, and one loop that runs the transaction layer and its user. Every member may be called from any thread and returns at once.
/// </summary>
public sealed class SipEndpoint : IAsyncDisposable
{
    readonly SipLoop _loop;

    /// <summary>Binds the sockets (<see cref="System.Net.Sockets.SocketException"/> when one is taken) and starts.</summary>
    public SipEndpoint(SipEndpointOptions options, Func<ITransactions, ITransactionUser> user, TimeProvider? time = null) =>
        _loop = new SipLoop(options, user, static () => { }, new DnsResolver(options.NameServers), time ?? TimeProvider.System);

    /// <summary>Runs this on the loop, in the order of posting.</summary>
    public void Post(Action<ITransactionUser, DateTimeOffset> action) => _loop.Post(action);

    /// <summary>Serves a WebSocket that the Host accepted with the subprotocol "sip" (RFC 7118), until it is closed.</summary>
    public Task Serve(WebSocket socket, IPEndPoint local, IPEndPoint remote) => _loop.Serve(socket, local, remote);

    /// <summary>Where we listen: wildcards spelled out, with the ports that the system chose.</summary>
    public IReadOnlyList<SipListener> Listening => _loop.Listening;

    public ValueTask DisposeAsync() => _loop.DisposeAsync();
}
