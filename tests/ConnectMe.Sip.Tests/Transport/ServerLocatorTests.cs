using System.Net;
using System.Net.Sockets;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public class ServerLocatorTests
{
    readonly Names _names = new();
    readonly HashSet<AddressFamily> _families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    [Theory]
    [InlineData("sip:192.0.2.1", "UDP 192.0.2.1:5060")]
    [InlineData("sip:192.0.2.1:5070", "UDP 192.0.2.1:5070")]
    [InlineData("sip:192.0.2.1;transport=tcp", "TCP 192.0.2.1:5060")]
    [InlineData("sips:192.0.2.1", "TLS 192.0.2.1:5061")]
    [InlineData("sip:[2001:db8::1]:5070;transport=tls", "TLS [2001:db8::1]:5070")]
    [InlineData("sip:192.0.2.1;maddr=203.0.113.1", "UDP 192.0.2.1:5060")]
    [InlineData("sip:192.0.2.1;transport=sctp", "")]
    [InlineData("sips:192.0.2.1;transport=udp", "")]
    [InlineData("tel:+31201234567", "")]
    public void A_numeric_host_needs_no_DNS(string uri, string expected)
    {
        Assert.True(ServerLocator.TryLocate(SipUri.Parse(uri), false, out var destinations));

        Assert.Equal(expected, Words(destinations));
    }

    [Fact]
    public void A_large_request_goes_by_TCP_first_where_the_URI_leaves_the_choice()
    {
        ServerLocator.TryLocate(SipUri.Parse("sip:192.0.2.1"), true, out var open);
        ServerLocator.TryLocate(SipUri.Parse("sip:192.0.2.1;transport=udp"), true, out var chosen);

        Assert.Equal("TCP 192.0.2.1:5060, UDP 192.0.2.1:5060", Words(open));
        Assert.Equal("UDP 192.0.2.1:5060", Words(chosen));
    }

    [Fact]
    public async Task NAPTR_says_which_services_come_first_and_SRV_where_they_are()
    {
        _names.Naptr["example.org"] =
        [
            new(100, 50, "SIP+D2U", "_sip._udp.example.org"),
            new(50, 50, "SIPS+D2T", "_sips._tcp.example.org"),
            new(90, 50, "SIP+D2T", "_sip._tcp.example.org"),
            new(10, 50, "SIP+D2S", "_sip._sctp.example.org"),
        ];
        _names.Srv["_sips._tcp.example.org"] = [new(1, 0, 5061, "tls.example.org")];
        _names.Srv["_sip._udp.example.org"] = [new(2, 0, 5060, "b.example.org"), new(1, 0, 5070, "a.example.org")];
        Host("tls.example.org", "192.0.2.1");
        Host("a.example.org", "192.0.2.2");
        Host("b.example.org", "192.0.2.3", "2001:db8::3");

        Assert.Equal("TLS 192.0.2.1:5061, UDP 192.0.2.2:5070, UDP 192.0.2.3:5060, UDP [2001:db8::3]:5060", await Locate("sip:example.org"));
        Assert.Equal("TLS 192.0.2.1:5061", await Locate("sips:example.org"));
    }

    [Fact]
    public async Task Without_NAPTR_the_usual_services_are_looked_up()
    {
        _names.Srv["_sip._udp.example.org"] = [new(1, 0, 5060, "a.example.org")];
        _names.Srv["_sip._tcp.example.org"] = [new(1, 0, 5080, "a.example.org")];
        Host("a.example.org", "192.0.2.2");

        Assert.Equal("UDP 192.0.2.2:5060, TCP 192.0.2.2:5080", await Locate("sip:example.org"));
        Assert.Equal("TCP 192.0.2.2:5080", await Locate("sip:example.org;transport=tcp"));
    }

    [Fact]
    public async Task Without_any_service_the_addresses_of_the_host_are_taken()
    {
        Host("example.org", "192.0.2.9");

        Assert.Equal("UDP 192.0.2.9:5060", await Locate("sip:example.org"));
        Assert.Equal("TLS 192.0.2.9:5061", await Locate("sips:example.org"));
    }

    [Fact]
    public async Task A_port_says_that_services_are_not_meant()
    {
        _names.Srv["_sip._udp.example.org"] = [new(1, 0, 5060, "a.example.org")];
        Host("a.example.org", "192.0.2.2");
        Host("example.org", "192.0.2.9");

        Assert.Equal("UDP 192.0.2.9:5080", await Locate("sip:example.org:5080"));
    }

    [Fact]
    public async Task Addresses_that_we_cannot_send_to_are_left_out()
    {
        _families.Remove(AddressFamily.InterNetworkV6);
        Host("example.org", "2001:db8::1", "192.0.2.9");

        Assert.Equal("UDP 192.0.2.9:5060", await Locate("sip:example.org"));
    }

    [Fact]
    public async Task A_zone_with_hundreds_of_targets_gives_ten()
    {
        _names.Srv["_sip._udp.example.org"] = [.. Enumerable.Range(1, 200).Select(i => new SrvRecord(1, 1, i, "a.example.org"))];
        Host("a.example.org", "192.0.2.2");

        Assert.Equal(10, (await Locate("sip:example.org")).Split(", ").Length);
    }

    [Theory]
    [InlineData("sip:nowhere.example")]
    [InlineData("sip:denied.example")]
    public async Task A_name_that_leads_nowhere_gives_nothing(string uri)
    {
        _names.Srv["_sip._udp.denied.example"] = [new(0, 0, 0, ".")];

        Assert.Equal("", await Locate(uri));
    }

    [Fact]
    public async Task The_certificate_must_name_the_domain_and_not_what_DNS_made_of_it()
    {
        _names.Srv["_sips._tcp.example.org"] = [new(1, 0, 5061, "elsewhere.example")];
        Host("elsewhere.example", "192.0.2.1");

        var found = await new ServerLocator(_names, _families).Locate(
            SipUri.Parse("sips:example.org"),
            false,
            TestContext.Current.CancellationToken
        );

        Assert.Equal("example.org", Assert.Single(found).ServerName);
    }

    void Host(string name, params string[] addresses) => _names.Hosts[name] = [.. addresses.Select(IPAddress.Parse)];

    async Task<string> Locate(string uri) =>
        Words(await new ServerLocator(_names, _families).Locate(SipUri.Parse(uri), false, TestContext.Current.CancellationToken));

    static string Words(IReadOnlyList<SipDestination> destinations) =>
        string.Join(", ", destinations.Select(one => $"{one.Protocol.InVia()} {one.Remote}"));
}
