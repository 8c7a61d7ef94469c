using System.Text;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Tests.Registrations;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.Events;

/// <summary>RFC 6665 as a notifier.</summary>
[Spec("A5-02")]
public sealed class NotifierTests : ITransactionUser, IWatchedResources
{
    static readonly Guid Anna = Guid.Parse("33333333-3333-3333-3333-333333333333");
    static readonly ResourceState Ringing = new ResourceState.Dialogs([new WatchedDialog("1", IsIncoming: true, WatchedDialogState.Early)]);
    static readonly ResourceState Talking = new ResourceState.Dialogs([
        new WatchedDialog("1", IsIncoming: true, WatchedDialogState.Confirmed),
    ]);
    static readonly ResourceState Idle = new ResourceState.Dialogs([]);

    readonly Wire _wire;
    Notifier _notifier = null!;
    SipAccount _watcher = Some.Account;

    public NotifierTests() =>
        _wire = new Wire(transactions =>
        {
            _notifier = new Notifier(transactions, this, new NotifierOptions { MostPerAccount = 3 });
            return this;
        });

    [Fact]
    public void A_subscription_is_accepted_and_told_the_state_at_once()
    {
        _wire.Do(now => _notifier.Publish(Anna, Ringing, now));

        var (accepted, notify) = Subscribe();

        Assert.Equal((200, 600), (accepted.StatusCode, accepted.Expires));
        Assert.Equal("dialog", notify.Headers["Event"]);
        Assert.Equal("active;expires=600", notify.Headers["Subscription-State"]);
        Assert.Equal("application/dialog-info+xml", notify.ContentType);
        Assert.Equal(accepted.To.Tag, notify.From.Tag);
        Assert.Equal("f", notify.To.Tag);
        Assert.Contains("<state>early</state>", Text(notify), StringComparison.Ordinal);
        Assert.Contains(
            Events(),
            happened => happened is SipEvent.SubscriptionStarted { Package: EventPackage.Dialog } started && started.Resource == Anna
        );
    }

    [Fact]
    public void A_change_is_told_with_the_next_version()
    {
        var (_, first) = Subscribe();
        _wire.Answer(first, 200, Some.Udp);
        _wire.Pass(TimeSpan.FromSeconds(2));

        _wire.Do(now => _notifier.Publish(Anna, Ringing, now));

        var notify = _wire.Take<SipRequest>();
        Assert.Contains("version=\"0\"", Text(first), StringComparison.Ordinal);
        Assert.Contains("version=\"1\"", Text(notify), StringComparison.Ordinal);
        Assert.Equal(first.CSeq.Number + 1, notify.CSeq.Number);
        Assert.Equal("active;expires=598", notify.Headers["Subscription-State"]);
    }

    [Fact]
    public void The_same_state_again_is_told_to_nobody()
    {
        var (_, first) = Subscribe();
        _wire.Answer(first, 200, Some.Udp);
        _wire.Pass(TimeSpan.FromSeconds(2));

        _wire.Do(now => _notifier.Publish(Anna, new ResourceState.Dialogs([]), now));

        Assert.Empty(_wire.Sent);
    }

    [Fact]
    public void Changes_within_a_second_are_told_together()
    {
        var (_, first) = Subscribe();
        _wire.Answer(first, 200, Some.Udp);

        foreach (var state in (ResourceState[])[Ringing, Talking, Idle, Talking])
        {
            _wire.Do(now => _notifier.Publish(Anna, state, now));
        }
        Assert.Empty(_wire.Sent);
        _wire.Pass(TimeSpan.FromSeconds(1));

        Assert.Contains("confirmed", Text(_wire.Take<SipRequest>()), StringComparison.Ordinal);
    }

    [Fact]
    public void While_one_NOTIFY_is_on_its_way_the_next_waits_for_its_answer()
    {
        var (_, first) = Subscribe();
        _wire.Do(now => _notifier.Publish(Anna, Ringing, now));
        _wire.Pass(TimeSpan.FromSeconds(1.2));
        Assert.All(_wire.TakeRequests(SipMethod.Notify), again => Assert.Equal(first.CSeq, again.CSeq)); // retransmissions only

        _wire.Answer(first, 200, Some.Udp);

        Assert.Contains("early", Text(_wire.Take<SipRequest>()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refresh_lengthens_it_and_tells_the_whole_state()
    {
        var (accepted, first) = Subscribe();
        _wire.Answer(first, 200, Some.Udp);
        _wire.Pass(TimeSpan.FromSeconds(500));

        var (refreshed, notify) = Subscribe(accepted.To.Tag, sequence: 2);

        Assert.Equal(200, refreshed.StatusCode);
        Assert.Equal("active;expires=600", notify.Headers["Subscription-State"]);
        _wire.Answer(notify, 200, Some.Udp);
        _wire.Pass(TimeSpan.FromSeconds(599));
        Assert.Equal(1, _notifier.Count);
    }

    [Fact]
    public void It_ends_when_its_time_is_up_and_says_so()
    {
        var (_, first) = Subscribe();
        _wire.Answer(first, 200, Some.Udp);

        _wire.Pass(TimeSpan.FromSeconds(600));

        Assert.Equal("terminated;reason=timeout", _wire.TakeRequests(SipMethod.Notify)[0].Headers["Subscription-State"]);
        Assert.Equal(0, _notifier.Count);
        Assert.Contains(Events(), happened => happened is SipEvent.SubscriptionEnded);
        _wire.Pass(TimeSpan.FromSeconds(40));
        Assert.Null(_notifier.NextTimeout);
    }

    [Fact]
    public void Expires_zero_ends_it_and_tells_a_last_time()
    {
        var (accepted, first) = Subscribe();
        _wire.Answer(first, 200, Some.Udp);

        var (ended, last) = Subscribe(accepted.To.Tag, sequence: 2, expires: "0");

        Assert.Equal((200, 0), (ended.StatusCode, ended.Expires));
        Assert.Equal("terminated;reason=timeout", last.Headers["Subscription-State"]);
        Assert.Equal(0, _notifier.Count);
    }

    [Fact]
    public void Expires_zero_at_first_fetches_the_state_once()
    {
        _wire.Do(now => _notifier.Publish(Anna, Ringing, now));

        var (_, only) = Subscribe(expires: "0");

        Assert.Equal("terminated;reason=timeout", only.Headers["Subscription-State"]);
        Assert.Contains("early", Text(only), StringComparison.Ordinal);
        Assert.Equal(0, _notifier.Count);
    }

    [Theory]
    [InlineData("presence.winfo")]
    [InlineData("refer")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("dialog;id=a\"b")]
    public void An_event_that_we_do_not_have_is_refused_with_those_that_we_have(string? package)
    {
        var response = Refused(package);

        Assert.Equal(489, response.StatusCode);
        Assert.Equal("dialog, message-summary, presence", response.Headers["Allow-Events"]);
    }

    [Fact]
    public void A_resource_that_may_not_be_watched_and_one_that_is_not_there_are_the_same() =>
        Assert.Equal(404, Refused("dialog", resource: "sip:nobody@pbx.example").StatusCode);

    [Fact]
    public void A_document_that_the_phone_does_not_take_is_not_sent() =>
        Assert.Equal(406, Refused("dialog", headers: [("Accept", "application/pidf+xml, text/plain")]).StatusCode);

    [Fact]
    public void Too_brief_is_refused_with_the_least_that_is_allowed()
    {
        var response = Refused("dialog", headers: [("Expires", "10")]);

        Assert.Equal((423, 60), (response.StatusCode, response.MinExpires));
    }

    [Fact]
    public void More_than_its_share_is_refused_to_an_account()
    {
        for (var i = 0; i < 3; i++)
        {
            Subscribe(callId: $"call-{i}", contact: $"<sip:d@10.0.0.5:{5070 + i}>");
        }

        Assert.Equal(403, Refused("dialog").StatusCode);
        _watcher = Some.Account with { Id = Guid.NewGuid() };
        Assert.Equal(200, Subscribe(callId: "other").Accepted.StatusCode);
    }

    [Fact]
    public void A_phone_that_restarted_has_one_subscription_not_two()
    {
        Subscribe(callId: "before");
        Subscribe(callId: "after");

        Assert.Equal(1, _notifier.Count);
    }

    [Fact, Spec("A5")]
    public void Another_account_cannot_touch_a_subscription()
    {
        var (accepted, first) = Subscribe();
        _wire.Answer(first, 200, Some.Udp);
        _watcher = Some.Account with { Id = Guid.NewGuid() };

        Assert.Equal(481, Refused("dialog", toTag: accepted.To.Tag, sequence: 2).StatusCode);
        Assert.Equal(1, _notifier.Count);
    }

    [Fact]
    public void A_refresh_of_what_is_not_there_is_refused_so_that_the_phone_subscribes_anew() =>
        Assert.Equal(481, Refused("dialog", toTag: "before-the-restart").StatusCode);

    [Fact]
    public void A_request_out_of_order_is_refused()
    {
        var (accepted, first) = Subscribe(sequence: 5);
        _wire.Answer(first, 200, Some.Udp);

        Assert.Equal(500, Refused("dialog", toTag: accepted.To.Tag, sequence: 5).StatusCode);
    }

    [Theory]
    [InlineData(481, 0)]
    [InlineData(489, 0)]
    [InlineData(404, 0)]
    [InlineData(401, 0)]
    [InlineData(603, 0)]
    [InlineData(500, 1)]
    [InlineData(503, 1)]
    [InlineData(200, 1)]
    public void Who_does_not_know_of_it_any_more_watches_no_longer(int status, int left)
    {
        var (_, first) = Subscribe();

        _wire.Answer(first, status, Some.Udp);

        Assert.Equal(left, _notifier.Count);
    }

    [Fact]
    public void Who_does_not_answer_watches_no_longer()
    {
        Subscribe();

        _wire.Pass(TimeSpan.FromSeconds(33));

        Assert.Equal(0, _notifier.Count);
        Assert.Equal([true, false], Events().Select(happened => happened is SipEvent.SubscriptionStarted));
    }

    [Fact]
    public void A_lost_connection_ends_its_subscriptions()
    {
        Subscribe(flow: Some.Tcp);

        _wire.Lose(Some.Tcp);

        Assert.Equal(0, _notifier.Count);
    }

    [Fact, Spec("W3")]
    public void A_withdrawn_account_watches_nothing()
    {
        var (_, first) = Subscribe();
        _wire.Answer(first, 200, Some.Udp);

        _wire.Do(_ => _notifier.Revoke(Some.Account.Id));

        Assert.Equal("terminated;reason=rejected", _wire.Take<SipRequest>().Headers["Subscription-State"]);
        Assert.Equal(0, _notifier.Count);
    }

    [Fact]
    public void A_resource_that_goes_tells_its_watchers()
    {
        var (_, first) = Subscribe();
        _wire.Answer(first, 200, Some.Udp);

        _wire.Do(_ => _notifier.Withdraw(Anna));

        Assert.Equal("terminated;reason=noresource", _wire.Take<SipRequest>().Headers["Subscription-State"]);
    }

    [Theory]
    [InlineData("message-summary", "application/simple-message-summary")]
    [InlineData("presence", "application/pidf+xml")]
    [InlineData("dialog;id=7", "application/dialog-info+xml")]
    public void Each_package_has_its_document_and_its_name_comes_back(string package, string type)
    {
        var (_, notify) = Subscribe(package: package);

        Assert.Equal((package, type), (notify.Headers["Event"], notify.ContentType));
    }

    WatchedResource? IWatchedResources.Find(SipAccount watcher, EventPackage package, SipUri resource) =>
        resource.User == "anna" ? new WatchedResource(Anna, SipUri.Parse("sip:anna@pbx.example")) : null;

    void ITransactionUser.Handle(ServerTransaction transaction, SipRequest request, SipFlow flow, DateTimeOffset now) =>
        _notifier.Handle(transaction, request, flow, _watcher, now);

    void ITransactionUser.HandleAck(SipRequest ack, SipFlow flow, DateTimeOffset now) => Assert.Fail("No ACK belongs here.");

    void ITransactionUser.HandleCancel(ServerTransaction invite, SipRequest cancel, DateTimeOffset now) => Assert.Fail("No CANCEL belongs here.");

    void ITransactionUser.Handle(ClientTransaction transaction, SipResponse response, DateTimeOffset now) =>
        Assert.True(_notifier.Handle(transaction, response, now));

    void ITransactionUser.Failed(ClientTransaction transaction, TransactionFailure failure, DateTimeOffset now) =>
        Assert.True(_notifier.Failed(transaction));

    void ITransactionUser.FlowLost(SipFlow flow, DateTimeOffset now) => _notifier.FlowLost(flow);

    void ITransactionUser.Handle(DateTimeOffset now) => _notifier.Handle(now);

    DateTimeOffset? ITransactionUser.NextTimeout => _notifier.NextTimeout;

    (SipResponse Accepted, SipRequest Notify) Subscribe(
        string? toTag = null,
        uint sequence = 1,
        string expires = "600",
        string package = "dialog",
        string callId = "call",
        string contact = "<sip:d@10.0.0.5:5070>",
        SipFlow? flow = null
    )
    {
        var request = Request(package, toTag, sequence, callId, contact);
        request.Headers.Set("Expires", expires);
        _wire.Receive(request, flow ?? Some.Udp);
        return (_wire.Take<SipResponse>(), _wire.Take<SipRequest>());
    }

    SipResponse Refused(
        string? package,
        string? toTag = null,
        uint sequence = 1,
        string resource = "sip:anna@pbx.example",
        params (string Name, string Value)[] headers
    )
    {
        var request = Request(package, toTag, sequence, toTag is null ? "refused" : "call", "<sip:d@10.0.0.5:5070>");
        request.RequestUri = SipUri.Parse(resource);
        foreach (var (name, value) in headers)
        {
            request.Headers.Set(name, value);
        }
        _wire.Sent.Clear();
        _wire.Receive(request, Some.Udp);
        return _wire.Take<SipResponse>();
    }

    static SipRequest Request(string? package, string? toTag, uint sequence, string callId, string contact)
    {
        var request = new SipRequest(SipMethod.Subscribe, SipUri.Parse("sip:anna@pbx.example"));
        request.From = new NameAddress(SipUri.Parse("sip:d-7k2m@pbx.example"), null, "f");
        request.To = new NameAddress(SipUri.Parse("sip:anna@pbx.example"), null, toTag);
        request.CallId = callId;
        request.CSeq = new CSeq(sequence, SipMethod.Subscribe);
        request.Headers.Add("Contact", contact);
        if (package is not null)
        {
            request.Headers.Add("Event", package);
        }
        return request;
    }

    List<SipEvent> Events()
    {
        var events = new List<SipEvent>();
        while (_notifier.TryTake(out var happened))
        {
            events.Add(happened!);
        }
        return events;
    }

    static string Text(SipRequest notify) => Encoding.UTF8.GetString(notify.Body.Span);
}
