using System.Text;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Tests.Registrations;

namespace ConnectMe.Sip.Tests.Events;

/// <summary>RFC 6665 as a notifier.</summary>
public sealed class NotifierTests
{
    static readonly ResourceState Ringing = new ResourceState.Dialogs([new WatchedDialog("1", IsIncoming: true, WatchedDialogState.Early)]);
    static readonly ResourceState Talking = new ResourceState.Dialogs([
        new WatchedDialog("1", IsIncoming: true, WatchedDialogState.Confirmed),
    ]);
    static readonly ResourceState Idle = new ResourceState.Dialogs([]);

    readonly WatchingPhone _phone = new();

    [Fact]
    public void A_subscription_is_accepted_and_told_the_state_at_once()
    {
        _phone.Wire.Do(now => _phone.Notifier.Publish(WatchingPhone.Anna, Ringing, now));

        var (accepted, notify) = _phone.Subscribe();

        Assert.Equal((200, 600), (accepted.StatusCode, accepted.Expires));
        Assert.Equal("dialog", notify.Headers["Event"]);
        Assert.Equal("active;expires=600", notify.Headers["Subscription-State"]);
        Assert.Equal("application/dialog-info+xml", notify.ContentType);
        Assert.Equal(accepted.To.Tag, notify.From.Tag);
        Assert.Equal("f", notify.To.Tag);
        Assert.Contains("<state>early</state>", Text(notify), StringComparison.Ordinal);
        Assert.Contains(
            _phone.Events(),
            happened =>
                happened is SipEvent.SubscriptionStarted { Package: EventPackage.Dialog } started && started.Resource == WatchingPhone.Anna
        );
    }

    [Fact]
    public void A_change_is_told_with_the_next_version()
    {
        var (_, first) = _phone.Subscribe();
        _phone.Wire.Answer(first, 200, Some.Udp);
        _phone.Wire.Pass(TimeSpan.FromSeconds(2));

        _phone.Wire.Do(now => _phone.Notifier.Publish(WatchingPhone.Anna, Ringing, now));

        var notify = _phone.Wire.Take<SipRequest>();
        Assert.Contains("version=\"0\"", Text(first), StringComparison.Ordinal);
        Assert.Contains("version=\"1\"", Text(notify), StringComparison.Ordinal);
        Assert.Equal(first.CSeq.Number + 1, notify.CSeq.Number);
        Assert.Equal("active;expires=598", notify.Headers["Subscription-State"]);
    }

    [Fact]
    public void The_same_state_again_is_told_to_nobody()
    {
        var (_, first) = _phone.Subscribe();
        _phone.Wire.Answer(first, 200, Some.Udp);
        _phone.Wire.Pass(TimeSpan.FromSeconds(2));

        _phone.Wire.Do(now => _phone.Notifier.Publish(WatchingPhone.Anna, new ResourceState.Dialogs([]), now));

        Assert.Empty(_phone.Wire.Sent);
    }

    [Fact]
    public void Changes_within_a_second_are_told_together()
    {
        var (_, first) = _phone.Subscribe();
        _phone.Wire.Answer(first, 200, Some.Udp);

        foreach (var state in (ResourceState[])[Ringing, Talking, Idle, Talking])
        {
            _phone.Wire.Do(now => _phone.Notifier.Publish(WatchingPhone.Anna, state, now));
        }
        Assert.Empty(_phone.Wire.Sent);
        _phone.Wire.Pass(TimeSpan.FromSeconds(1));

        Assert.Contains("confirmed", Text(_phone.Wire.Take<SipRequest>()), StringComparison.Ordinal);
    }

    [Fact]
    public void While_one_NOTIFY_is_on_its_way_the_next_waits_for_its_answer()
    {
        var (_, first) = _phone.Subscribe();
        _phone.Wire.Do(now => _phone.Notifier.Publish(WatchingPhone.Anna, Ringing, now));
        _phone.Wire.Pass(TimeSpan.FromSeconds(1.2));
        Assert.All(_phone.Wire.TakeRequests(SipMethod.Notify), again => Assert.Equal(first.CSeq, again.CSeq)); // retransmissions only

        _phone.Wire.Answer(first, 200, Some.Udp);

        Assert.Contains("early", Text(_phone.Wire.Take<SipRequest>()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refresh_lengthens_it_and_tells_the_whole_state()
    {
        var (accepted, first) = _phone.Subscribe();
        _phone.Wire.Answer(first, 200, Some.Udp);
        _phone.Wire.Pass(TimeSpan.FromSeconds(500));

        var (refreshed, notify) = _phone.Subscribe(accepted.To.Tag, sequence: 2);

        Assert.Equal(200, refreshed.StatusCode);
        Assert.Equal("active;expires=600", notify.Headers["Subscription-State"]);
        _phone.Wire.Answer(notify, 200, Some.Udp);
        _phone.Wire.Pass(TimeSpan.FromSeconds(599));
        Assert.Equal(1, _phone.Notifier.Count);
    }

    [Fact]
    public void It_ends_when_its_time_is_up_and_says_so()
    {
        var (_, first) = _phone.Subscribe();
        _phone.Wire.Answer(first, 200, Some.Udp);

        _phone.Wire.Pass(TimeSpan.FromSeconds(600));

        Assert.Equal("terminated;reason=timeout", _phone.Wire.TakeRequests(SipMethod.Notify)[0].Headers["Subscription-State"]);
        Assert.Equal(0, _phone.Notifier.Count);
        Assert.Contains(_phone.Events(), happened => happened is SipEvent.SubscriptionEnded);
        _phone.Wire.Pass(TimeSpan.FromSeconds(40));
        Assert.Null(_phone.Notifier.NextTimeout);
    }

    [Fact]
    public void Expires_zero_ends_it_and_tells_a_last_time()
    {
        var (accepted, first) = _phone.Subscribe();
        _phone.Wire.Answer(first, 200, Some.Udp);

        var (ended, last) = _phone.Subscribe(accepted.To.Tag, sequence: 2, expires: "0");

        Assert.Equal((200, 0), (ended.StatusCode, ended.Expires));
        Assert.Equal("terminated;reason=timeout", last.Headers["Subscription-State"]);
        Assert.Equal(0, _phone.Notifier.Count);
    }

    [Fact]
    public void Expires_zero_at_first_fetches_the_state_once()
    {
        _phone.Wire.Do(now => _phone.Notifier.Publish(WatchingPhone.Anna, Ringing, now));

        var (_, only) = _phone.Subscribe(expires: "0");

        Assert.Equal("terminated;reason=timeout", only.Headers["Subscription-State"]);
        Assert.Contains("early", Text(only), StringComparison.Ordinal);
        Assert.Equal(0, _phone.Notifier.Count);
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
        var (_, first) = _phone.Subscribe();

        _phone.Wire.Answer(first, status, Some.Udp);

        Assert.Equal(left, _phone.Notifier.Count);
    }

    [Fact]
    public void Who_does_not_answer_watches_no_longer()
    {
        _phone.Subscribe();

        _phone.Wire.Pass(TimeSpan.FromSeconds(33));

        Assert.Equal(0, _phone.Notifier.Count);
        Assert.Equal([true, false], _phone.Events().Select(happened => happened is SipEvent.SubscriptionStarted));
    }

    [Fact]
    public void A_lost_connection_ends_its_subscriptions()
    {
        _phone.Subscribe(flow: Some.Tcp);

        _phone.Wire.Lose(Some.Tcp);

        Assert.Equal(0, _phone.Notifier.Count);
    }

    [Fact]
    public void A_withdrawn_account_watches_nothing()
    {
        var (_, first) = _phone.Subscribe();
        _phone.Wire.Answer(first, 200, Some.Udp);

        _phone.Wire.Do(_ => _phone.Notifier.Revoke(Some.Account.Id));

        Assert.Equal("terminated;reason=rejected", _phone.Wire.Take<SipRequest>().Headers["Subscription-State"]);
        Assert.Equal(0, _phone.Notifier.Count);
    }

    [Fact]
    public void A_resource_that_goes_tells_its_watchers()
    {
        var (_, first) = _phone.Subscribe();
        _phone.Wire.Answer(first, 200, Some.Udp);

        _phone.Wire.Do(_ => _phone.Notifier.Withdraw(WatchingPhone.Anna));

        Assert.Equal("terminated;reason=noresource", _phone.Wire.Take<SipRequest>().Headers["Subscription-State"]);
    }

    [Theory]
    [InlineData("message-summary", "application/simple-message-summary")]
    [InlineData("presence", "application/pidf+xml")]
    [InlineData("dialog;id=7", "application/dialog-info+xml")]
    public void Each_package_has_its_document_and_its_name_comes_back(string package, string type)
    {
        var (_, notify) = _phone.Subscribe(package: package);

        Assert.Equal((package, type), (notify.Headers["Event"], notify.ContentType));
    }

    static string Text(SipRequest notify) => Encoding.UTF8.GetString(notify.Body.Span);
}
