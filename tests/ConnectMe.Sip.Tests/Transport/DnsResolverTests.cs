using System.Net;
using System.Net.Sockets;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public sealed class DnsResolverTests
{
    static readonly HashSet<AddressFamily> Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    [Fact]
    public async Task A_domain_is_followed_from_NAPTR_over_SRV_to_its_addresses()
    {
        await using var server = new NameServer()
            .Naptr("provider.example", 10, 20, "s", "SIPS+D2T", "_sips._tcp.provider.example")
            .Naptr("provider.example", 20, 20, "s", "SIP+D2U", "_sip._udp.provider.example")
            .Naptr("provider.example", 5, 20, "u", "E2U+sip", "enum.example")
            .Srv("_sips._tcp.provider.example", 1, 5, 5061, "tls.provider.example")
            .Srv("_sip._udp.provider.example", 1, 5, 5080, "udp.provider.example")
            .A("tls.provider.example", "192.0.2.1")
            .A("udp.provider.example", "192.0.2.2")
            .Aaaa("udp.provider.example", "2001:db8::2");

        var found = await Locate(server.Address, "sip:31201234567@provider.example");

        Assert.Equal(
            [
                new(SipProtocol.Tls, IPEndPoint.Parse("192.0.2.1:5061"), "provider.example"),
                new(SipProtocol.Udp, IPEndPoint.Parse("192.0.2.2:5080"), "provider.example"),
                new SipDestination(SipProtocol.Udp, IPEndPoint.Parse("[2001:db8::2]:5080"), "provider.example"),
            ],
            found
        );
    }

    [Theory]
    [InlineData("sip:nobody.example")]
    [InlineData("sip:a..b")]
    [InlineData("sip:-")]
    public async Task A_name_that_nobody_knows_or_that_is_none_leads_nowhere(string uri)
    {
        await using var server = new NameServer();

        Assert.Empty(await Locate(server.Address, uri));
    }

    [Fact]
    public async Task A_name_server_that_does_not_answer_leads_nowhere_after_a_while()
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.Empty(await Locate((IPEndPoint)silent.Client.LocalEndPoint!, "sip:192-0-2-1.example:5060"));
    }

    [Fact]
    public async Task Without_a_name_server_of_our_own_the_hosts_file_counts() =>
        Assert.Contains(IPAddress.Loopback, await new DnsResolver([]).Addresses("localhost", TestContext.Current.CancellationToken));

    static async Task<IReadOnlyList<SipDestination>> Locate(IPEndPoint server, string uri) =>
        await new ServerLocator(new DnsResolver([server]), Families).Locate(
            SipUri.Parse(uri),
            false,
            TestContext.Current.CancellationToken
        );
}
