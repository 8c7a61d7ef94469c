using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Tests.Transactions;
using ConnectMe.Sip.Tests.Transport;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Torture;

/// <summary>All 61 messages over UDP, TCP and WebSocket, each with its answer; and the next good message is still answered.</summary>
public sealed class TortureOverSocketsTests : IAsyncLifetime
{
    readonly LiveEndpoint _endpoint = new();

    public static TheoryData<string> Ids => TortureTests.Ids;

    [Theory, MemberData(nameof(Ids)), Spec("H1")]
    public async Task Over_UDP_each_gets_its_answer_and_the_next_good_message_too(string id)
    {
        var message = Message(id);
        using var socket = Bind(message);
        await socket.SendAsync(message.Bytes, _endpoint.At(SipProtocol.Udp), TestContext.Current.CancellationToken);
        await socket.SendAsync(Probe("UDP"), _endpoint.At(SipProtocol.Udp), TestContext.Current.CancellationToken);

        var statuses = await Collect(async ct => (await socket.ReceiveAsync(ct)).Buffer);

        Assert.Equal(ExpectedAnswer.ToMessage(message), string.Join(' ', statuses));
    }

    [Theory, MemberData(nameof(Ids)), Spec("H1")]
    public async Task Over_TCP_each_gets_its_answer_and_the_next_good_message_too(string id)
    {
        var expected = ExpectedAnswer.ToStream(Message(id));
        using var stream = await RawStream.Connect(_endpoint.At(SipProtocol.Tcp));
        await stream.Send(Message(id).Bytes);
        if (expected != "wait")
        {
            await stream.Send(Probe("TCP"));
            var statuses = await Collect(async _ => (await stream.Next())?.Message);
            Assert.Equal(expected, string.Join(' ', statuses));
        }

        using var next = await RawStream.Connect(_endpoint.At(SipProtocol.Tcp));
        Assert.Equal(200, (await next.Probe("another")).StatusCode);
    }

    [Theory, MemberData(nameof(Ids)), Spec("H1")]
    public async Task Over_a_WebSocket_each_gets_its_answer_and_the_next_good_message_too(string id)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("sip");
        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        await socket.ConnectAsync(new Uri($"ws://{_endpoint.At(SipProtocol.Ws)}/"), patience.Token);
        await socket.SendAsync(Message(id).Bytes, WebSocketMessageType.Binary, endOfMessage: true, patience.Token);
        await socket.SendAsync(Probe("WS"), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        var buffer = new byte[65_536];

        var statuses = await Collect(async ct => buffer[..(await socket.ReceiveAsync(buffer, ct)).Count]);

        Assert.Equal(ExpectedAnswer.ToMessage(Message(id)), string.Join(' ', statuses));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        Assert.Empty(_endpoint.Bugs);
    }

    /// <summary>The statuses that come before the answer to the probe; "close" when the connection ends instead.</summary>
    static async Task<IReadOnlyList<string>> Collect(Func<CancellationToken, Task<byte[]?>> receive)
    {
        using var patience = new CancellationTokenSource(LiveLoop.Patience);
        List<string> statuses = [];
        while (await receive(patience.Token) is { } bytes)
        {
            var text = Encoding.Latin1.GetString(bytes);
            if (text.Contains(ProbeCall, StringComparison.Ordinal))
            {
                Assert.StartsWith("SIP/2.0 200 ", text, StringComparison.Ordinal);
                return statuses;
            }

            statuses.Add(text.Split(' ')[1]);
        }

        return [.. statuses, "close"];
    }

    /// <summary>A response without rport goes to the port that Via names (RFC 3261 §18.2.2): that is where we listen, on an address of our own.</summary>
    static UdpClient Bind(TortureMessage message)
    {
        MessageReader.Read(message.Bytes, out var read, out var malformed);
        var via = (read ?? malformed)?.Vias is [var top, ..] ? top : null;
        var own = Interlocked.Increment(ref _addresses);
        var address = new IPAddress([
            127,
            (byte)(100 + (Environment.ProcessId % 100)),
            (byte)(Environment.ProcessId / 100 % 250),
            (byte)(1 + own),
        ]);
        return new UdpClient(new IPEndPoint(address, via is null || via.AsksForRPort ? 0 : via.Port ?? 5060));
    }

    static TortureMessage Message(string id) => TortureMessage.All.Single(message => message.Id == id);

    static byte[] Probe(string transport) => Requests.Bytes("OPTIONS", "z9hG4bK-probe", transport, callId: ProbeCall);

    static int _addresses;
    const string ProbeCall = "probe-after-torture";
}
