using System.Net.WebSockets;
using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Tests.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class WebSocketTests : IAsyncLifetime
{
    readonly LiveLoop _loop = new(options => options with { WebSocketOrigins = ["https://pbx.example"] });

    [Theory]
    [InlineData(WebSocketMessageType.Text)]
    [InlineData(WebSocketMessageType.Binary)]
    public async Task A_request_in_a_WebSocket_message_is_answered_in_one(WebSocketMessageType type)
    {
        using var phone = await Connect();

        await phone.SendAsync(Requests.Bytes("OPTIONS", transport: "WS"), type, endOfMessage: true, CancellationToken.None);

        Assert.Equal(200, (await Receive(phone)).StatusCode);
    }

    [Fact]
    public async Task A_fragmented_message_is_one_message()
    {
        using var phone = await Connect();
        var request = Requests.Bytes("OPTIONS", transport: "WS");

        await phone.SendAsync(request.AsMemory(0, 50), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
        await phone.SendAsync(request.AsMemory(50), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

        Assert.Equal(200, (await Receive(phone)).StatusCode);
    }

    [Fact, Spec("H1")]
    public async Task A_malformed_request_is_refused_and_the_next_good_one_answered()
    {
        using var phone = await Connect();
        var bad = Requests.Text("OPTIONS", transport: "WS").Replace("CSeq: 1 OPTIONS", "CSeq: 1 INVITE", StringComparison.Ordinal);

        await phone.SendAsync(Encoding.UTF8.GetBytes(bad), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Assert.Equal(400, (await Receive(phone)).StatusCode);
        await phone.SendAsync(
            Requests.Bytes("OPTIONS", transport: "WS"),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );

        Assert.Equal(200, (await Receive(phone)).StatusCode);
    }

    [Theory]
    [InlineData("Sec-WebSocket-Protocol: sip", "Sec-WebSocket-Protocol: chat", "400")]
    [InlineData("Sec-WebSocket-Protocol: sip", "X: y", "400")]
    [InlineData("Origin: https://pbx.example", "Origin: https://evil.example", "403")]
    [InlineData("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8", "426")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: short", "400")]
    [InlineData("GET / HTTP/1.1", "POST / HTTP/1.1", "400")]
    [InlineData("Host: x", "no colon", "400")]
    public void An_upgrade_that_is_not_for_us_is_refused(string good, string bad, string status)
    {
        var (isOpen, response) = WebSocketUpgrade.Answer(Upgrade.Replace(good, bad, StringComparison.Ordinal), ["https://pbx.example"]);

        Assert.False(isOpen);
        Assert.StartsWith($"HTTP/1.1 {status} ", response, StringComparison.Ordinal);
    }

    [Fact]
    public void The_upgrade_is_accepted_as_RFC_6455_1_3_shows_it()
    {
        var (isOpen, response) = WebSocketUpgrade.Answer(Upgrade, ["https://pbx.example"]);

        Assert.True(isOpen);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", response, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Protocol: sip\r\n", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_without_mask_ends_the_connection_and_nothing_else()
    {
        using var hostile = await RawStream.Connect(_loop.At(SipProtocol.Ws));
        await hostile.Send(Upgrade + "\r\n\r\n");
        var request = Requests.Bytes("OPTIONS", transport: "WS");
        await hostile.Send([0x81, 126, (byte)(request.Length >> 8), (byte)request.Length, .. request]);
        var rest = new byte[4_096];
        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        while (await Read(hostile.Bytes, rest, patience.Token) > 0) { }

        using var phone = await Connect();
        await phone.SendAsync(
            Requests.Bytes("OPTIONS", transport: "WS"),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );
        Assert.Equal(200, (await Receive(phone)).StatusCode);
        Assert.Equal("OPTIONS", Assert.Single(_loop.User.Told, told => told == "OPTIONS"));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    async Task<ClientWebSocket> Connect()
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("sip");
        socket.Options.SetRequestHeader("Origin", "https://pbx.example");
        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        await socket.ConnectAsync(new Uri($"ws://{_loop.At(SipProtocol.Ws)}/"), patience.Token);
        return socket;
    }

    static async Task<SipResponse> Receive(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        var buffer = new byte[65_536];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        return Requests.ReadResponse(buffer[..received.Count]);
    }

    static async Task<int> Read(Stream stream, byte[] buffer, CancellationToken ct)
    {
        try
        {
            return await stream.ReadAsync(buffer, ct);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    const string Upgrade =
        "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: sip\r\nOrigin: https://pbx.example";
}
