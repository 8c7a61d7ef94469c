using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Proxy;
using ConnectMe.Sip.Tests.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Proxy;

public class StatelessProxyTests
{
    static readonly IPEndPoint Ours = new(IPAddress.Parse("198.51.100.1"), 5060);

    readonly StatelessProxy _proxy = new(new byte[32]);

    [Fact]
    public void A_request_goes_on_with_our_Via_on_top_and_one_hop_less()
    {
        var forwarded = Forward(Requests.Text("INVITE"))!;

        Assert.Equal(["198.51.100.1:5060", "192.0.2.99:5070"], forwarded.Vias.Select(via => via.SentBy));
        Assert.Equal("TCP", forwarded.TopVia.Transport);
        Assert.True(forwarded.TopVia.HasUniqueBranch);
        Assert.Equal(69, forwarded.MaxForwards);
        Assert.Equal(Requests.Udp.Remote.Port, forwarded.Vias[1].RPort);
    }

    [Fact]
    public void A_retransmission_a_CANCEL_and_an_ACK_get_the_branch_of_their_INVITE()
    {
        var invite = Forward(Requests.Text("INVITE"))!.TopVia.Branch;

        Assert.Equal(invite, Forward(Requests.Text("INVITE"))!.TopVia.Branch);
        Assert.Equal(invite, Forward(Requests.Text("CANCEL"))!.TopVia.Branch);
        Assert.Equal(invite, Forward(Requests.Text("ACK", toTag: "t"))!.TopVia.Branch);
        Assert.NotEqual(invite, Forward(Requests.Text("INVITE", branch: "z9hG4bK-2"))!.TopVia.Branch);
    }

    [Fact]
    public void A_request_without_hops_left_does_not_go_on() =>
        Assert.Null(Forward(Requests.Text("INVITE").Replace("Max-Forwards: 70", "Max-Forwards: 0", StringComparison.Ordinal)));

    [Theory, InlineData(false), InlineData(true)]
    public void A_response_goes_back_the_way_that_the_request_came(bool overTcp)
    {
        var flow = overTcp ? Requests.Tcp : Requests.Udp;
        var forwarded = _proxy.Forward(Requests.Read(Requests.Text("INVITE")), flow, SipProtocol.Tcp, Ours)!;

        var (response, to) = _proxy.Return(SipResponse.For(forwarded, 200, "t1"))!.Value;

        Assert.Equal("192.0.2.99:5070", Assert.Single(response.Vias).SentBy);
        Assert.Equal(flow, to.Flow);
    }

    [Fact]
    public void A_response_that_nobody_was_asked_for_goes_nowhere()
    {
        var forwarded = Forward(Requests.Text("INVITE"))!;
        var forged = SipResponse.For(forwarded, 200, "t1");
        var flow = forged.TopVia.Parameters["flow"]!;
        forged.ReplaceTopVia(forged.TopVia.With("flow", flow.Replace("_40000_", "_40001_", StringComparison.Ordinal)));

        Assert.Null(_proxy.Return(forged));
        Assert.Null(new StatelessProxy([1, .. new byte[31]]).Return(SipResponse.For(forwarded, 200)));
        Assert.Null(_proxy.Return(SipResponse.For(Requests.Read(Requests.Text("INVITE")), 200)));
    }

    SipRequest? Forward(string request) => _proxy.Forward(Requests.Read(request), Requests.Udp, SipProtocol.Tcp, Ours);
}
