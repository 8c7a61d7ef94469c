using ConnectMe.Sip.Tests.Registrations;

namespace ConnectMe.Sip.Tests.Events;

/// <summary>Which subscriptions are accepted (RFC 6665 §4.2.1).</summary>
public sealed class SubscribeTests
{
    readonly WatchingPhone _phone = new();

    [Theory]
    [InlineData("presence.winfo")]
    [InlineData("refer")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("dialog;id=a\"b")]
    public void An_event_that_we_do_not_have_is_refused_with_those_that_we_have(string? package)
    {
        var response = _phone.Refused(package);

        Assert.Equal(489, response.StatusCode);
        Assert.Equal("dialog, message-summary, presence", response.Headers["Allow-Events"]);
    }

    [Fact]
    public void A_resource_that_may_not_be_watched_and_one_that_is_not_there_are_the_same() =>
        Assert.Equal(404, _phone.Refused("dialog", resource: "sip:nobody@pbx.example").StatusCode);

    [Fact]
    public void A_document_that_the_phone_does_not_take_is_not_sent() =>
        Assert.Equal(406, _phone.Refused("dialog", headers: [("Accept", "application/pidf+xml, text/plain")]).StatusCode);

    [Fact]
    public void Too_brief_is_refused_with_the_least_that_is_allowed()
    {
        var response = _phone.Refused("dialog", headers: [("Expires", "10")]);

        Assert.Equal((423, 60), (response.StatusCode, response.MinExpires));
    }

    [Fact]
    public void More_than_its_share_is_refused_to_an_account()
    {
        for (var i = 0; i < 3; i++)
        {
            _phone.Subscribe(callId: $"call-{i}", contact: $"<sip:d@10.0.0.5:{5070 + i}>");
        }

        Assert.Equal(403, _phone.Refused("dialog").StatusCode);
        _phone.Watcher = Some.Account with { Id = Guid.NewGuid() };
        Assert.Equal(200, _phone.Subscribe(callId: "other").Accepted.StatusCode);
    }

    [Fact]
    public void A_phone_that_restarted_has_one_subscription_not_two()
    {
        _phone.Subscribe(callId: "before");
        _phone.Subscribe(callId: "after");

        Assert.Equal(1, _phone.Notifier.Count);
    }

    [Fact, Spec("A5")]
    public void Another_account_cannot_touch_a_subscription()
    {
        var (accepted, first) = _phone.Subscribe();
        _phone.Wire.Answer(first, 200, Some.Udp);
        _phone.Watcher = Some.Account with { Id = Guid.NewGuid() };

        Assert.Equal(481, _phone.Refused("dialog", toTag: accepted.To.Tag, sequence: 2).StatusCode);
        Assert.Equal(1, _phone.Notifier.Count);
    }

    [Fact]
    public void A_refresh_of_what_is_not_there_is_refused_so_that_the_phone_subscribes_anew() =>
        Assert.Equal(481, _phone.Refused("dialog", toTag: "before-the-restart").StatusCode);

    [Fact]
    public void A_request_out_of_order_is_refused()
    {
        var (accepted, first) = _phone.Subscribe(sequence: 5);
        _phone.Wire.Answer(first, 200, Some.Udp);

        Assert.Equal(500, _phone.Refused("dialog", toTag: accepted.To.Tag, sequence: 5).StatusCode);
    }
}
