using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using static ConnectMe.Sip.Tests.Transactions.Requests;

namespace ConnectMe.Sip.Tests.Transactions;

public class StatelessResponseTests
{
    readonly LayerUnderTest _test = new();

    [Fact, Spec("H6")]
    public void A_challenge_is_sent_once_and_leaves_nothing_behind()
    {
        _test.User.OnRequest = transaction => _test.Layer.RespondStateless(transaction, SipResponse.For(transaction.Request, 407));

        Assert.Equal(["407"], _test.Receive(Text("INVITE")));

        Assert.Equal(0, _test.Layer.ServerTransactions);
        Assert.Null(_test.Layer.NextTimeout);
        Assert.Empty(_test.Wait(TimeSpan.FromMinutes(1)));
    }

    [Fact, Spec("H6")]
    public void Towards_a_source_that_may_be_forged_a_stateless_response_has_a_limit_of_three_times_the_request()
    {
        _test.User.OnRequest = transaction => _test.Layer.RespondStateless(transaction, SipResponse.For(transaction.Request, 401));
        var request = Text("REGISTER");

        _test.Receive(request, Udp);
        _test.Receive(request, Tcp);

        Assert.Equal(3 * request.Length, _test.Transmissions[0].SizeLimit);
        Assert.Null(_test.Transmissions[1].SizeLimit);
    }

    [Fact]
    public void The_same_request_gets_the_same_To_tag_although_we_remember_nothing()
    {
        _test.User.OnRequest = transaction => _test.Layer.RespondStateless(transaction, SipResponse.For(transaction.Request, 401));

        _test.Receive(Text("REGISTER"));
        _test.Receive(Text("REGISTER"));
        _test.Receive(Text("REGISTER", callId: "another"));

        Assert.Equal(_test.Sent[0].To.Tag, _test.Sent[1].To.Tag);
        Assert.NotEqual(_test.Sent[0].To.Tag, _test.Sent[2].To.Tag);
    }

    [Fact, Spec("R13")]
    public void Above_the_limit_new_requests_get_503_with_Retry_After_and_calls_go_on()
    {
        var test = new LayerUnderTest(TransactionLimits.Default with { Server = 2 });
        test.Receive(Text("OPTIONS", callId: "a", branch: "z9hG4bK-a"));
        test.Receive(Text("OPTIONS", callId: "b", branch: "z9hG4bK-b"));

        Assert.Equal(["503"], test.Receive(Text("OPTIONS", callId: "c", branch: "z9hG4bK-c")));
        Assert.Equal("10", test.Sent[0].Headers[HeaderName.RetryAfter]);
        Assert.Equal(2, test.Layer.ServerTransactions);

        test.Wait(TimeSpan.FromSeconds(33));
        Assert.Empty(test.Receive(Text("OPTIONS", callId: "c", branch: "z9hG4bK-c")));
    }

    [Fact, Spec("R13")]
    public void When_the_loop_cannot_keep_up_only_what_belongs_to_a_dialog_is_still_taken()
    {
        _test.Layer.IsOverloaded = true;

        Assert.Equal(["503"], _test.Receive(Text("INVITE")));
        Assert.Empty(_test.Receive(Text("BYE", branch: "z9hG4bK-2", toTag: "t1")));

        Assert.Equal(["BYE"], _test.User.Told);
    }
}
