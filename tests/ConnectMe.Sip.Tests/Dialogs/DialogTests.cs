using System.Net;
using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Dialogs;

/// <summary>RFC 3261 §12.</summary>
public class DialogTests
{
    static readonly SipFlow Flow = new(SipProtocol.Tcp, IPEndPoint.Parse("10.0.0.1:5060"), IPEndPoint.Parse("192.0.2.7:41000"), 7);
    static readonly SipUri Contact = SipUri.Parse("sip:us@10.0.0.1");

    [Fact]
    public void A_callee_takes_the_route_set_in_its_order_and_a_caller_from_behind()
    {
        var asCallee = Received("<sip:near;lr>", "<sip:far;lr>");
        var asCaller = Placed("<sip:far;lr>", "<sip:near;lr>");

        Assert.Equal(["<sip:near;lr>", "<sip:far;lr>"], Routes(asCallee.Request(SipMethod.Bye)));
        Assert.Equal(["<sip:near;lr>", "<sip:far;lr>"], Routes(asCaller.Request(SipMethod.Bye)));
        Assert.Equal(SipTarget.At(SipUri.Parse("sip:near;lr")), asCaller.Target);
    }

    [Fact]
    public void A_loose_router_leaves_the_target_in_the_Request_URI()
    {
        var bye = Received("<sip:proxy;lr>").Request(SipMethod.Bye);

        Assert.Equal("sip:them@192.0.2.7:5070", bye.RequestUri.ToString());
        Assert.Equal(["<sip:proxy;lr>"], Routes(bye));
    }

    [Fact]
    public void A_strict_router_becomes_the_Request_URI_and_the_target_the_last_route()
    {
        var bye = Received("<sip:strict>", "<sip:loose;lr>").Request(SipMethod.Bye);

        Assert.Equal("sip:strict", bye.RequestUri.ToString());
        Assert.Equal(["<sip:loose;lr>", "<sip:them@192.0.2.7:5070>"], Routes(bye));
    }

    [Fact]
    public void Requests_have_both_tags_and_rising_numbers_and_an_ACK_that_of_its_INVITE()
    {
        var dialog = Placed();
        var first = dialog.Request(SipMethod.Info);
        var second = dialog.Request(SipMethod.Bye);

        Assert.Equal(("them", "us"), (first.From.Tag, first.To.Tag));
        Assert.Equal("call", first.CallId);
        Assert.Equal((8u, 9u), (first.CSeq.Number, second.CSeq.Number));
        Assert.Equal(new CSeq(7, SipMethod.Ack), dialog.Ack(7).CSeq);
    }

    [Fact]
    public void A_request_that_comes_late_is_not_accepted()
    {
        var dialog = Received();

        Assert.True(dialog.Accepts(WithNumber(9)));
        Assert.False(dialog.Accepts(WithNumber(9)));
        Assert.False(dialog.Accepts(WithNumber(8)));
        Assert.True(dialog.Accepts(WithNumber(20)));
    }

    [Fact]
    public void A_target_refresh_moves_the_peer()
    {
        var dialog = Received();
        var moved = WithNumber(9);
        moved.Headers.Set("Contact", "<sip:them@198.51.100.9>");
        dialog.Refresh(moved);

        Assert.Equal("sip:them@198.51.100.9", dialog.Request(SipMethod.Bye).RequestUri.ToString());
    }

    [Fact]
    public void A_device_is_reached_over_its_flow_until_that_is_lost()
    {
        var dialog = Dialog.OfRequest(WithNumber(7), "us", Contact, Flow, isSymmetric: true);
        Assert.Equal(SipTarget.Over(Flow), dialog.Target);
        dialog.Lost(Flow);
        Assert.Equal(SipTarget.At(SipUri.Parse("sip:them@192.0.2.7:5070")), dialog.Target);
        var again = Flow with { Connection = 8 };
        dialog.HeardOver(again);
        Assert.Equal(SipTarget.Over(again), dialog.Target);
    }

    [Fact]
    public void Headers_in_a_Contact_are_not_taken_over()
    {
        var invite = WithNumber(7);
        invite.Headers.Set("Contact", "<sip:them@192.0.2.7?Route=%3Csip:evil%3E>");
        var dialog = Dialog.OfRequest(invite, "us", Contact, Flow, isSymmetric: false);

        Assert.Equal("sip:them@192.0.2.7", dialog.Request(SipMethod.Bye).RequestUri.ToString());
    }

    static Dialog Received(params string[] recordRoutes) =>
        Dialog.OfRequest(WithNumber(7, recordRoutes), "us", Contact, Flow, isSymmetric: false);

    static Dialog Placed(params string[] recordRoutes)
    {
        var response = SipResponse.For(WithNumber(7, recordRoutes), 200, "us");
        response.Headers.Add("Contact", "<sip:us@198.51.100.1>");
        return Dialog.OfResponse(WithNumber(7), response, Contact, Flow, isSymmetric: false);
    }

    static SipRequest WithNumber(uint number, params string[] recordRoutes)
    {
        var invite = new SipRequest(SipMethod.Invite, SipUri.Parse("sip:us@10.0.0.1"));
        invite.Headers.Add("Via", "SIP/2.0/TCP 192.0.2.7;branch=z9hG4bK-1");
        foreach (var route in recordRoutes)
        {
            invite.Headers.Add("Record-Route", route);
        }

        invite.Headers.Add("From", "<sip:them@example.com>;tag=them");
        invite.Headers.Add("To", "<sip:us@example.com>");
        invite.Headers.Add("Call-ID", "call");
        invite.CSeq = new CSeq(number, SipMethod.Invite);
        invite.Headers.Add("Contact", "<sip:them@192.0.2.7:5070>");
        return invite;
    }

    static IEnumerable<string> Routes(SipRequest request) => request.Routes.Select(route => route.ToString());
}
