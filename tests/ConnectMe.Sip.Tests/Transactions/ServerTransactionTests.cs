using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using static ConnectMe.Sip.Tests.Transactions.Requests;

namespace ConnectMe.Sip.Tests.Transactions;

public class ServerTransactionTests
{
    readonly LayerUnderTest _test = new();

    [Fact]
    public void A_request_that_comes_again_gets_the_same_response_and_the_user_hears_of_it_once()
    {
        _test.User.OnRequest = Answer(200);

        Assert.Equal(["200"], _test.Receive(Text("OPTIONS")));
        Assert.Equal(["200"], _test.Receive(Text("OPTIONS")));

        Assert.Equal(["OPTIONS"], _test.User.Told);
        Assert.Same(_test.Sent[0], _test.Sent[1]);
    }

    [Fact]
    public void A_response_goes_to_where_the_request_came_from_when_the_client_asks_for_it()
    {
        _test.User.OnRequest = Answer(200);

        _test.Receive(Text("OPTIONS"));

        Assert.Equal(Udp.Remote, _test.Transmissions[0].To.Remote);
        Assert.Equal("192.0.2.99", _test.Sent[0].TopVia.Parameters["received"]);
        Assert.Equal(40_000, _test.Sent[0].TopVia.RPort);
    }

    [Fact]
    public void Without_rport_a_response_goes_to_the_port_in_Via_and_never_to_another_address()
    {
        _test.User.OnRequest = Answer(200);

        _test.Receive(Text("OPTIONS").Replace(";rport", ";maddr=203.0.113.9", StringComparison.Ordinal));

        Assert.Equal(new IPEndPoint(Udp.Remote.Address, 5070), _test.Transmissions[0].To.Remote);
    }

    [Fact]
    public void A_response_without_To_tag_gets_one_that_stays_the_same()
    {
        _test.User.OnRequest = transaction =>
        {
            _test.Layer.Respond(transaction, SipResponse.For(transaction.Request, 180));
            _test.Layer.Respond(transaction, SipResponse.For(transaction.Request, 200));
        };

        _test.Receive(Text("INVITE"));

        Assert.Equal(_test.User.Transactions[0].ToTag, _test.Sent[0].To.Tag);
        Assert.Equal(_test.Sent[0].To.Tag, _test.Sent[1].To.Tag);
    }

    [Fact]
    public void An_INVITE_that_nobody_answers_at_once_gets_100_and_the_ACK_of_its_failure_ends_there()
    {
        _test.Receive(Text("INVITE"));
        Assert.Equal(["100"], _test.Wait(TimeSpan.FromSeconds(1)));

        Assert.Equal(["486"], _test.Do(layer => Answer(486)(_test.User.Transactions[0])));
        Assert.Equal(["486"], _test.Wait(TimeSpan.FromSeconds(0.5)));
        Assert.Empty(_test.Receive(Text("ACK", toTag: "x")));

        Assert.Empty(_test.Wait(TimeSpan.FromSeconds(40)));
        Assert.Equal(["INVITE"], _test.User.Told);
        Assert.Equal(0, _test.Layer.ServerTransactions);
    }

    [Fact]
    public void The_ACK_of_a_2xx_is_the_users()
    {
        _test.User.OnRequest = Answer(200);
        _test.Receive(Text("INVITE"));

        _test.Receive(Text("ACK", branch: "z9hG4bK-2", toTag: "x"));

        Assert.Equal(["INVITE", "ACK"], _test.User.Told);
    }

    [Fact]
    public void A_CANCEL_is_answered_each_time_and_told_once()
    {
        _test.Receive(Text("INVITE"));

        Assert.Equal(["200"], _test.Receive(Text("CANCEL")));
        Assert.Equal(["200"], _test.Receive(Text("CANCEL")));

        Assert.Equal(["INVITE", "CANCEL"], _test.User.Told);
        Assert.Equal(_test.User.Transactions[0].ToTag, _test.Sent[0].To.Tag);
    }

    [Fact]
    public void A_CANCEL_after_the_answer_changes_nothing()
    {
        _test.User.OnRequest = Answer(200);
        _test.Receive(Text("INVITE"));

        Assert.Equal(["200"], _test.Receive(Text("CANCEL")));

        Assert.Equal(["INVITE"], _test.User.Told);
    }

    [Fact]
    public void A_CANCEL_for_nothing_gets_481()
    {
        Assert.Equal(["481"], _test.Receive(Text("CANCEL")));
        Assert.Empty(_test.User.Told);
    }

    [Fact]
    public void A_request_that_came_by_two_ways_gets_482_on_the_second()
    {
        _test.Receive(Text("INVITE", branch: "z9hG4bK-1"));

        Assert.Equal(["482"], _test.Receive(Text("INVITE", branch: "z9hG4bK-2")));

        Assert.Equal(["INVITE"], _test.User.Told);
    }

    [Fact]
    public void A_client_of_RFC_2543_without_branch_is_matched_by_the_rest()
    {
        var invite = Text("INVITE").Replace(";branch=z9hG4bK-1", "", StringComparison.Ordinal);
        _test.User.OnRequest = Answer(486);
        Assert.Equal(["486"], _test.Receive(invite));
        Assert.Equal(["486"], _test.Receive(invite));

        _test.Receive(Text("ACK", toTag: "x").Replace(";branch=z9hG4bK-1", "", StringComparison.Ordinal));

        Assert.Equal(["INVITE"], _test.User.Told);
        Assert.Equal(TransactionState.Confirmed, _test.User.Transactions[0].State);
    }

    [Fact]
    public void A_408_to_a_request_that_is_no_INVITE_is_never_sent()
    {
        _test.User.OnRequest = Answer(408);

        Assert.Empty(_test.Receive(Text("OPTIONS")));

        Assert.Equal(0, _test.Layer.ServerTransactions);
    }

    [Fact]
    public void Where_the_user_cannot_know_our_address_it_is_filled_in()
    {
        _test.User.OnRequest = transaction =>
        {
            var response = SipResponse.For(transaction.Request, 200);
            response.Headers.Add(HeaderName.Contact, $"<sip:1001@{LocalContact.Host}>");
            _test.Layer.Respond(transaction, response);
        };

        _test.Receive(Text("INVITE"));
        _test.Receive(Text("INVITE", callId: "c2", branch: "z9hG4bK-2"), Tcp);

        Assert.Equal("<sip:1001@198.51.100.1:5060>", _test.Sent[0].Headers[HeaderName.Contact]);
        Assert.Equal("<sip:1001@198.51.100.1:5060;transport=tcp>", _test.Sent[1].Headers[HeaderName.Contact]);
    }

    Action<ServerTransaction> Answer(int status) =>
        transaction => _test.Layer.Respond(transaction, SipResponse.For(transaction.Request, status));
}
