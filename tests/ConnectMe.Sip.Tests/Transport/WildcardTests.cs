using System.Net;
using System.Net.Sockets;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class WildcardTests
{
    [Fact]
    public async Task The_wildcard_of_IPv6_serves_both_families_and_answers_from_the_address_that_was_asked()
    {
        await using var loop = OnAllAddresses();
        var tcp = loop.At(SipProtocol.Tcp).Port;
        var udp = loop.Loop.Listening.First(listener => listener.Protocol == SipProtocol.Udp).Address.Port;

        using var overTcp = await RawStream.Connect(new IPEndPoint(IPAddress.Loopback, tcp));
        Assert.Equal(200, (await overTcp.Probe("tcp")).StatusCode);
        Assert.Equal(IPAddress.Loopback, loop.User.Transactions[0].Flow.Remote.Address);

        using var overUdp = new RawUdp(new IPEndPoint(IPAddress.Loopback, udp));
        await overUdp.Send(Transactions.Requests.Bytes("OPTIONS", "z9hG4bK-u", callId: "udp"));
        var answer = await overUdp.ReceiveBytes();
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, udp), answer.RemoteEndPoint);
    }

    [Fact]
    public async Task From_the_wildcard_we_send_to_IPv4_too()
    {
        await using var loop = OnAllAddresses();
        await using var server = new LiveLoop();

        loop.Send("OPTIONS", SipTarget.At(SipUri.Parse($"sip:{server.At(SipProtocol.Udp)}")));
        Assert.Equal("200", await loop.Told());
        loop.Send("MESSAGE", SipTarget.At(SipUri.Parse($"sip:{server.At(SipProtocol.Tcp)};transport=tcp")));
        Assert.Equal("200", await loop.Told());

        Assert.All(server.User.Transactions, transaction => Assert.Equal("127.0.0.1", transaction.Request.TopVia.Host));
    }

    /// <summary>A port that is free on one address may be taken on another.</summary>
    static LiveLoop OnAllAddresses()
    {
        SipListener[] listen = [new(SipProtocol.Udp, new(IPAddress.IPv6Any, 0)), new(SipProtocol.Tcp, new(IPAddress.IPv6Any, 0))];
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new LiveLoop(options => options with { Listen = listen });
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse && attempt < 20)
            {
                // Another one.
            }
        }
    }
}
