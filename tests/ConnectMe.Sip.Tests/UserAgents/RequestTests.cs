using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>RFC 3261 §8.2: what a server looks at before it does anything.</summary>
public class RequestTests
{
    readonly SimulatedNetwork _network = new();
    readonly Agent _alice;
    readonly Peer _trunk;
    readonly Peer _stranger;

    public RequestTests()
    {
        _alice = new Agent(_network, "10.0.0.1:5060", 1);
        _trunk = new Peer(_network, "10.0.0.2:5060");
        _stranger = new Peer(_network, "10.0.0.66:5060");
        _alice.Trusts(_trunk);
    }

    [Fact]
    public void An_unknown_method_is_not_implemented_and_the_known_ones_are_named()
    {
        var refused = Ask(_stranger, _stranger.Request(new SipMethod("NEWMETHOD"), 1));

        Assert.Equal(501, refused.StatusCode);
        Assert.Contains("INVITE", refused.Headers["Allow"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_scheme_is_416()
    {
        var request = _stranger.Request(SipMethod.Options, 1);
        Assert.True(SipUri.TryParse("soap.beep://192.0.2.103:3002", out var uri));
        request.RequestUri = uri!;

        Assert.Equal(416, Ask(_stranger, request).StatusCode);
    }

    [Fact]
    public void A_required_extension_that_we_lack_is_named_in_420()
    {
        var refused = Ask(_stranger, _stranger.Request(SipMethod.Options, 1, lines: "Require: 100rel, nothingSupportsThis"));

        Assert.Equal((420, "nothingSupportsThis"), (refused.StatusCode, refused.Headers["Unsupported"]));
    }

    [Fact]
    public void A_call_that_has_used_up_its_hops_is_483()
    {
        var invite = _trunk.Invite();
        invite.MaxForwards = 0;

        Assert.Equal(483, Ask(_trunk, invite).StatusCode);
    }

    [Fact]
    public void A_body_that_is_no_session_description_is_415_and_says_what_would_be_one()
    {
        var invite = _trunk.Invite();
        invite.SetBody(Encoding.UTF8.GetBytes("<audio/>"), "application/unknown");
        var refused = Ask(_trunk, invite);

        Assert.Equal(415, refused.StatusCode);
        Assert.Contains("application/sdp", refused.Headers["Accept"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_may_be_ignored_is()
    {
        var invite = _trunk.Invite("Content-Disposition: render;handling=optional");
        invite.SetBody(Encoding.UTF8.GetBytes("<audio/>"), "application/unknown");

        Assert.Equal(100, Ask(_trunk, invite).StatusCode);
    }

    [Fact]
    public void A_compressed_body_is_415()
    {
        var refused = Ask(_trunk, _trunk.Invite("Content-Encoding: gzip"));

        Assert.Equal((415, "identity"), (refused.StatusCode, refused.Headers["Accept-Encoding"]));
    }

    [Fact]
    public void Who_does_not_accept_a_session_description_is_told_406() =>
        Assert.Equal(406, Ask(_trunk, _trunk.Invite("Accept: text/nothing")).StatusCode);

    [Fact]
    public void A_session_description_in_a_multipart_body_is_found()
    {
        var invite = _trunk.Invite();
        invite.Headers.Set("Content-Type", "multipart/mixed;boundary=\"cut\"");
        invite.Body = Encoding.UTF8.GetBytes(
            "--cut\r\nContent-Type: application/pidf+xml\r\n\r\n<presence/>\r\n--cut\r\nContent-Type: application/sdp\r\n\r\nv=0\r\ns=inside\r\n--cut--\r\n"
        );
        Ask(_trunk, invite);

        Assert.Equal("v=0\r\ns=inside", Agent.TextOf(_alice.Single<SipEvent.Invited>().Request));
    }

    [Theory, InlineData("BYE"), InlineData("UPDATE"), InlineData("PRACK"), InlineData("INFO"), InlineData("NOTIFY"), InlineData("REFER")]
    public void A_request_of_a_dialog_that_is_not_there_is_481(string method) =>
        Assert.Equal(481, Ask(_trunk, _trunk.Request(new SipMethod(method), 5, "nowhere")).StatusCode);

    [Theory, InlineData("MESSAGE"), InlineData("PUBLISH")]
    public void A_method_that_we_do_not_serve_is_405_for_who_may_ask(string method)
    {
        var refused = Ask(_trunk, _trunk.Request(new SipMethod(method), 1));

        Assert.Equal(405, refused.StatusCode);
        Assert.DoesNotContain(method, refused.Headers["Allow"], StringComparison.Ordinal);
    }

    [Theory, Spec("A5")]
    [InlineData("INVITE")]
    [InlineData("REFER")]
    [InlineData("SUBSCRIBE")]
    [InlineData("MESSAGE")]
    [InlineData("PUBLISH")]
    [InlineData("INFO")]
    [InlineData("REGISTER")]
    public void A_stranger_is_asked_who_he_is_and_nothing_is_kept_of_him(string method)
    {
        var challenged = Ask(_stranger, _stranger.Request(new SipMethod(method), 1));
        _network.Run(TimeSpan.FromSeconds(1));

        Assert.Equal(401, challenged.StatusCode);
        Assert.Equal(2, challenged.Headers.Values("WWW-Authenticate").Count);
        Assert.Null(challenged.Headers["Server"]);
        Assert.Equal(0, _alice.Left);
        Assert.False(_alice.Has<SipEvent.Invited>());
    }

    [Fact]
    public void OPTIONS_tells_what_we_can()
    {
        var response = Ask(_trunk, _trunk.Request(SipMethod.Options, 1));

        Assert.Equal(200, response.StatusCode);
        Assert.Contains("UPDATE", response.Headers["Allow"], StringComparison.Ordinal);
        Assert.Contains("timer", response.Supported);
    }

    [Fact]
    public void An_INVITE_that_was_forked_to_us_twice_is_taken_once()
    {
        _trunk.Send(_alice, _trunk.Invite());
        _trunk.Send(_alice, _trunk.Invite());
        _network.Run(TimeSpan.FromMilliseconds(100));

        Assert.Single(_trunk.Responses(482));
        _alice.Single<SipEvent.Invited>();
    }

    [Fact, Spec("R13")]
    public void More_calls_than_we_can_take_are_told_to_come_back()
    {
        var small = new Agent(_network, "10.0.0.5:5060", 9, options => options with { MostSessions = 2 });
        small.Trusts(_trunk);
        for (var i = 0; i < 3; i++)
        {
            var invite = _trunk.Request(SipMethod.Invite, 1, callId: $"call-{i}");
            _trunk.Send(small, invite);
        }

        _network.Run(TimeSpan.FromMilliseconds(100));
        Assert.NotNull(Assert.Single(_trunk.Responses(503)).Headers["Retry-After"]);
        Assert.Equal(2, small.All<SipEvent.Invited>().Count());
    }

    [Fact, Spec("R13")]
    public void Calls_that_begin_faster_than_we_can_take_are_told_to_come_back_and_nothing_is_kept_of_them()
    {
        var slow = new Agent(_network, "10.0.0.6:5060", 9, options => options with { MostNewSessionsPerSecond = 10 });
        slow.Trusts(_trunk);
        for (var i = 0; i < 50; i++)
        {
            _trunk.Send(slow, _trunk.Request(SipMethod.Invite, 1, callId: $"call-{i}"));
            _network.Run(TimeSpan.FromMilliseconds(1));
        }

        _network.Run(TimeSpan.FromMilliseconds(100));
        Assert.Equal(10, slow.All<SipEvent.Invited>().Count());
        Assert.All(_trunk.Responses(503), busy => Assert.InRange(busy.Seconds("Retry-After")!.Value, 5, 15));
        Assert.Equal(40, _trunk.Responses(503).Count());

        _network.Run(TimeSpan.FromMilliseconds(900));
        _trunk.Send(slow, _trunk.Request(SipMethod.Invite, 1, callId: "later"));
        _network.Run(TimeSpan.FromMilliseconds(100));
        Assert.Equal(11, slow.All<SipEvent.Invited>().Count());
    }

    [Theory]
    [InlineData("application/dtmf-relay", "Signal=7\r\nDuration=200\r\n", 200)]
    [InlineData("application/dtmf", "7", 200)]
    [InlineData("application/dtmf-relay", "Signal=flash\r\n", 400)]
    [InlineData("application/dtmf-relay", "\r\n\r\n====", 400)]
    [InlineData("text/plain", "7", 415)]
    public void An_INFO_is_a_digit_or_is_refused(string type, string body, int status)
    {
        _trunk.Send(_alice, _trunk.Invite());
        _network.RunUntil(_alice.Has<SipEvent.Invited>);
        var session = _alice.Single<SipEvent.Invited>().Session;
        _alice.Do((agent, now) => agent.Answer(session, Agent.Sdp("answer"), now));
        _network.RunUntil(() => _trunk.Responses(200).Any());
        var tag = _trunk.Responses(200).First().To.Tag;
        _trunk.Send(_alice, _trunk.Request(SipMethod.Ack, 1, tag));
        _trunk.Received.Clear();
        var info = _trunk.Request(SipMethod.Info, 2, tag);
        info.SetBody(Encoding.UTF8.GetBytes(body), type);

        Assert.Equal(status, Ask(_trunk, info).StatusCode);
        Assert.Equal(status == 200, _alice.Has<SipEvent.DigitReceived>());
    }

    SipResponse Ask(Peer peer, SipRequest request)
    {
        peer.Received.Clear();
        peer.Send(_alice, request);
        _network.RunUntil(() => peer.Received.Count > 0);
        return Assert.IsType<SipResponse>(peer.Received[0]);
    }
}
