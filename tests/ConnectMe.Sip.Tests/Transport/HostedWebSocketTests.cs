using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using ConnectMe.Sip.Tests.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class HostedWebSocketTests
{
    [Fact]
    public async Task A_WebSocket_that_the_Host_has_accepted_is_served_until_it_closes()
    {
        await using var loop = new LiveLoop();
        var (ours, theirs) = await Pair();
        using var phone = theirs;
        var remote = IPEndPoint.Parse("192.0.2.7:40000");
        var served = loop.Loop.Serve(ours, IPEndPoint.Parse("192.0.2.1:443"), remote);

        await phone.SendAsync(
            Requests.Bytes("OPTIONS", transport: "WSS"),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );
        var buffer = new byte[65_536];
        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        var answer = await phone.ReceiveAsync(buffer, patience.Token);

        Assert.Equal(200, Requests.ReadResponse(buffer[..answer.Count]).StatusCode);
        Assert.Equal((SipProtocol.Ws, remote), (loop.User.Transactions[0].Flow.Protocol, loop.User.Transactions[0].Flow.Remote));
        await phone.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        await served.WaitAsync(patience.Token);
        Assert.Equal("OPTIONS", await loop.Told());
        Assert.Equal("flow lost", await loop.Told());
    }

    static async Task<(WebSocket Server, WebSocket Client)> Pair()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var server = await listener.AcceptTcpClientAsync();
        return (
            WebSocket.CreateFromStream(server.GetStream(), new WebSocketCreationOptions { IsServer = true, SubProtocol = "sip" }),
            WebSocket.CreateFromStream(client.GetStream(), new WebSocketCreationOptions { IsServer = false, SubProtocol = "sip" })
        );
    }
}
