using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transactions;

public class ClientTransactionTests
{
    static readonly SipTarget Phone = SipTarget.Over(Requests.Udp);
    static readonly SipTarget Trunk = SipTarget.At(SipUri.Parse("sip:trunk.example"));

    readonly LayerUnderTest _test = new();

    [Fact]
    public void A_request_gets_our_Via_with_a_branch_that_was_never_used()
    {
        Send("OPTIONS", Phone);
        Send("OPTIONS", Phone);

        var via = _test.Sent[0].TopVia;
        Assert.Equal("198.51.100.1:5060", via.SentBy);
        Assert.True(via.HasUniqueBranch);
        Assert.True(via.AsksForRPort);
        Assert.NotEqual(via.Branch, _test.Sent[1].TopVia.Branch);
    }

    [Fact]
    public void Responses_are_passed_up_with_the_flow_they_came_over()
    {
        var invite = Send("INVITE", Phone);

        _test.Answer(180);
        _test.Answer(200, invite.Request);

        Assert.Equal(["180", "200"], _test.User.Told);
        Assert.Equal(Requests.Udp, invite.Flow);
    }

    [Fact]
    public void A_failure_of_an_INVITE_is_acknowledged_with_its_Via_Routes_and_To()
    {
        var invite = Requests.Ours("INVITE");
        invite.Headers.Add(HeaderName.Route, "<sip:proxy.example;lr>");
        _test.Do(layer => layer.Send(invite, Phone));

        Assert.Equal(["ACK"], _test.Answer(486));

        var ack = _test.Sent[^1];
        Assert.Equal(invite.TopVia, ack.TopVia);
        Assert.Equal("<sip:proxy.example;lr>", ack.Headers[HeaderName.Route]);
        Assert.Equal("t1", ack.To.Tag);
        Assert.Equal("1 ACK", ack.CSeq.ToString());
    }

    [Fact]
    public void A_response_with_two_Vias_or_another_branch_belongs_to_nobody()
    {
        Send("OPTIONS", Phone);
        var two = SipResponse.For((SipRequest)_test.Sent[0], 200);
        two.Headers.Add(HeaderName.Via, "SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK-x");
        var other = SipResponse.For((SipRequest)_test.Sent[0], 200);
        other.ReplaceTopVia(other.TopVia.With("branch", "z9hG4bK-guessed"));

        _test.Layer.Handle(two, Requests.Udp, 300, _test.Now);
        _test.Layer.Handle(other, Requests.Udp, 300, _test.Now);

        Assert.Empty(_test.User.Told);
    }

    [Fact]
    public void Nothing_but_silence_is_reported_after_32_seconds()
    {
        Send("INVITE", Phone);

        Assert.Equal(6, _test.Wait(TimeSpan.FromSeconds(40)).Count);

        Assert.Equal(["failed: Timeout"], _test.User.Told);
        Assert.Equal(0, _test.Layer.ClientTransactions);
    }

    [Fact]
    public void A_CANCEL_goes_the_same_way_with_the_same_branch_once_the_INVITE_is_under_way()
    {
        var invite = Send("INVITE", Phone);
        Assert.Empty(_test.Do(layer => layer.Cancel(invite, "SIP;cause=200")));

        Assert.Equal(["CANCEL"], _test.Answer(100));

        var cancel = (SipRequest)_test.Sent[^1];
        Assert.Equal(invite.Request.TopVia, cancel.TopVia);
        Assert.Equal("SIP;cause=200", cancel.Headers[HeaderName.Reason]);
        _test.Answer(200, cancel);
        Assert.Equal(["ACK"], _test.Answer(487, invite.Request));
        Assert.Equal(["100", "487"], _test.User.Told);
    }

    [Fact]
    public void An_INVITE_that_is_cancelled_before_its_address_is_known_is_never_sent()
    {
        var invite = Send("INVITE", Trunk);

        _test.Do(layer => layer.Cancel(invite));
        _test.Layer.HandleLocated(invite, [To(1)], _test.Now);

        Assert.Empty(_test.Drain());
        Assert.Equal(["failed: Cancelled"], _test.User.Told);
    }

    [Fact, Spec("R11")]
    public void When_one_address_fails_or_says_503_the_next_is_tried_with_another_branch()
    {
        var invite = Send("INVITE", Trunk);
        _test.Layer.HandleLocated(invite, [To(1), To(2), To(3)], _test.Now);
        Assert.Equal(["INVITE"], _test.Drain());
        var first = _test.Sent[^1].TopVia.Branch;

        _test.Layer.HandleSendFailed(invite, TransactionFailure.Transport, _test.Now);
        Assert.Equal(["INVITE"], _test.Drain());
        Assert.NotEqual(first, _test.Sent[^1].TopVia.Branch);

        Assert.Equal(["ACK", "INVITE"], _test.Answer(503));
        Assert.Equal(To(3), _test.Transmissions[^1].To);
        _test.Answer(200);

        Assert.Equal(["200"], _test.User.Told);
    }

    [Fact]
    public void A_503_that_comes_again_is_acknowledged_again_although_the_next_address_is_being_tried()
    {
        var invite = Send("INVITE", Trunk);
        _test.Layer.HandleLocated(invite, [To(1), To(2)], _test.Now);
        _test.Drain();
        var toFirst = ((SipRequest)_test.Sent[^1]).Copy();
        _test.Answer(503);

        Assert.Equal(["ACK"], _test.Answer(503, toFirst));

        Assert.Empty(_test.User.Told);
    }

    [Fact]
    public void When_no_address_is_left_the_last_failure_is_reported()
    {
        var options = Send("OPTIONS", Trunk);
        _test.Layer.HandleLocated(options, [To(1)], _test.Now);
        _test.Drain();

        _test.Layer.HandleSendFailed(options, TransactionFailure.Transport, _test.Now);

        Assert.Equal(["failed: Transport"], _test.User.Told);
    }

    [Fact]
    public void A_name_without_address_is_reported()
    {
        var options = Send("OPTIONS", Trunk);

        _test.Layer.HandleLocated(options, [], _test.Now);

        Assert.Equal(["failed: NotLocated"], _test.User.Told);
    }

    [Fact, Spec("R13")]
    public void Above_the_limit_a_request_fails_after_the_call_that_sent_it_has_returned()
    {
        var test = new LayerUnderTest(TransactionLimits.Default with { Client = 0 });

        test.Do(layer =>
        {
            layer.Send(Requests.Ours("OPTIONS"), Phone);
            Assert.Empty(test.User.Told);
        });

        Assert.Equal(["failed: Overload"], test.User.Told);
    }

    [Fact]
    public void The_ACK_of_a_2xx_is_sent_without_a_transaction()
    {
        Assert.Equal(["ACK"], _test.Do(layer => layer.SendWithoutTransaction(Requests.Ours("ACK"), Phone)));

        Assert.Equal(0, _test.Layer.ClientTransactions);
    }

    ClientTransaction Send(string method, SipTarget target)
    {
        ClientTransaction? sent = null;
        _test.Do(layer => sent = layer.Send(Requests.Ours(method), target));
        return sent!;
    }

    static SipDestination To(int last) =>
        new(SipProtocol.Udp, new IPEndPoint(new IPAddress([203, 0, 113, (byte)last]), 5060), "trunk.example");
}
