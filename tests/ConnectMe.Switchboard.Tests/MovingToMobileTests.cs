using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Anna talks in her browser with Bram, and moves the call to her mobile.</summary>
public class MovingToMobileTests
{
    static readonly string AnnasMobile = PaperSettings.MobileOf(1);

    readonly Garage _garage = new();

    public MovingToMobileTests() => _garage.Set(HasMobile(AnnasMobile));

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    [Spec("M1.1-06", "M6.4.12-01", "A4-03")]
    public void The_mobile_rings_and_the_call_goes_on_until_somebody_says_by_a_key_that_they_take_it()
    {
        var call = _garage.Connected(Anna, Bram);
        Assert.Equal("06 11111101", _garage.CallOf(Anna).MovesToMobile);

        Move(call);
        var (mobile, at) = _garage.OutsideLegOf(call);
        Assert.Equal(AnnasMobile, at.Number);
        Assert.Equal(PaperSettings.AnnasNumber, _garage.Ears.Shown[mobile].Number);
        Assert.Equal("06 11111101", _garage.CallOf(Anna).Moving!.Name);
        _garage.AssertTalking(Anna, Bram);
        _garage.Post(new SwitchboardInput.LegProgress(mobile)); // what its network says is for nobody's ears
        _garage.AssertTalking(Anna, Bram);

        _garage.Post(new SwitchboardInput.LegAnswered(mobile));
        Assert.Equal(Sound.PressOne, _garage.Ears.PlayedTo(mobile.Media));
        _garage.AssertTalking(Anna, Bram);
        _garage.Post(new SwitchboardInput.DigitReceived(mobile.Media, '2'));
        _garage.AssertTalking(Anna, Bram);

        var effects = _garage.Post(new SwitchboardInput.DigitReceived(mobile.Media, '1'));

        _garage.AssertTalking(mobile.Media, Bram.Line.Media);
        _garage.AssertSilence(Anna);
        Assert.DoesNotContain(effects, effect => effect is SwitchboardEffect.Play or SwitchboardEffect.MoveLeg);
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Active, Device: DeviceKind.Mobile, Line: null, Moving: null });
        Assert.Equal([new CallMoved(call.Value, _garage.Now, Anna.Id.Value, DeviceKind.Mobile)], _garage.Ears.Of(call).OfType<CallMoved>());
        Assert.DoesNotContain(_garage.Ears.Of(call), happened => happened is CallRouted);
    }

    [Fact]
    [Spec("M6.4.12-01", "A4-03")]
    public void And_back_to_the_browser_when_the_guard_counts_the_mobile_no_more()
    {
        var call = MovedToMobile(out var mobile);
        Assert.Null(_garage.CallOf(Anna).MovesToMobile);
        Assert.Equal([new Endpoint.Browser(Anna.Line)], _garage.CallOf(Anna).MovesTo.Select(device => device.At));
        var other = _garage.Dial(Bram, "020 1234567");
        _garage.HangUp(Bram, other);
        _garage.Resume(Bram, call);
        _garage.AssertTalking(mobile.Media, Bram.Line.Media);

        _garage.Move(Anna, call, new Endpoint.Browser(Anna.Line));
        _garage.Answer(Anna, call);

        _garage.AssertTalking(Anna, Bram);
        Assert.Equal(LegCause.Normal, _garage.Ears.Ended[mobile]);
        for (var again = 0; again < 3; again++) // more than one person may have at once
        {
            Move(call);
            TakeAtMobile(_garage.OutsideLegOf(call).Leg);
            _garage.Move(Anna, call, new Endpoint.Browser(Anna.Line));
            _garage.Answer(Anna, call);
            _garage.AssertTalking(Anna, Bram);
        }

        _garage.HangUp(Anna, call);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("M6.4.12-01")]
    public void Put_down_at_the_mobile_the_call_is_over()
    {
        var call = MovedToMobile(out var mobile);

        _garage.Post(new SwitchboardInput.LegEnded(mobile));

        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
        _garage.AssertSilence(Bram);
    }

    [Fact]
    [Spec("M6.4.12-01")]
    public void A_voicemail_that_picks_up_gets_nothing_and_the_call_goes_on_where_it_was()
    {
        var call = _garage.Connected(Anna, Bram);
        Move(call);
        var (mobile, _) = _garage.OutsideLegOf(call);
        _garage.Wait(25);
        _garage.Post(new SwitchboardInput.LegAnswered(mobile));

        _garage.Wait(19.9); // it is asked as long as any, also when it rang long
        Assert.Equal(Sound.PressOne, _garage.Ears.PlayedTo(mobile.Media));
        _garage.Wait(0.2);

        Assert.Equal(LegCause.NoAnswer, _garage.Ears.Ended[mobile]);
        Assert.Equal(NoticeCause.MoveNotAnswered, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("M6.4.12-01")]
    public void Not_picked_up_or_not_wanted_any_more_it_stops_and_counts_no_more()
    {
        var call = _garage.Connected(Anna, Bram);
        Move(call);
        var (first, _) = _garage.OutsideLegOf(call);
        _garage.Post(new SwitchboardInput.LegTrying(first));
        _garage.Wait(29.9);
        Assert.DoesNotContain(first, _garage.Ears.Ended);
        _garage.Wait(0.2);
        Assert.Equal(NoticeCause.MoveNotAnswered, _garage.CallsOf(Anna).Notice!.Cause);

        Move(call);
        _garage.Post(new SwitchboardInput.LegAnswered(_garage.OutsideLegOf(call).Leg));
        _garage.Post(new SwitchboardInput.StopMoving(call, Anna.Id)); // while it is asked
        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.IsSip);
        Move(call);
        _garage.Post(new SwitchboardInput.LegFailed(_garage.OutsideLegOf(call).Leg, LegCause.Refused, 603));
        Assert.Equal(NoticeCause.MoveRefused, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.IsSip);
        _garage.AssertTalking(Anna, Bram);

        Move(call);
        Assert.NotNull(_garage.CallOf(Anna).Moving);
        _garage.HangUp(Bram, call);
        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.IsSip);
    }

    [Fact]
    [Spec("M6.4.12-01", "R11")]
    public void Another_trunk_rings_it_when_the_first_fails_and_when_none_does_the_call_goes_on()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.RingsAtOnce = false;
        Move(call);
        _garage.Wait(3.6); // no sign of life

        var (second, at) = _garage.OutsideLegOf(call);
        Assert.Equal(PaperSettings.TrunkId(2), at.Id.Value);
        Assert.NotNull(_garage.CallOf(Anna).Moving);
        _garage.Post(new SwitchboardInput.LegFailed(second, LegCause.Unavailable, 503));

        Assert.Equal(NoticeCause.MoveUnreachable, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Null(_garage.CallOf(Anna).Moving);
        _garage.AssertTalking(Anna, Bram);

        Move(call);
        TakeAtMobile(_garage.OutsideLegOf(call).Leg);
        Assert.Equal(DeviceKind.Mobile, _garage.CallOf(Anna).Device);
    }

    [Fact]
    [Spec("A4-03", "M6.4.12-01")]
    public void What_the_guard_forbids_is_said_and_nothing_rings()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Set(HasMobile(AnnasMobile) with { Permissions = PaperSettings.Stopped.Permissions });
        Move(call);
        Assert.Equal(NoticeCause.OutboundStopped, _garage.CallsOf(Anna).Notice!.Cause);

        _garage.Set(HasMobile("+4915112345678"));
        Move(call);
        Assert.Equal(NoticeCause.CountryNotAllowed, _garage.CallsOf(Anna).Notice!.Cause);

        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.IsSip);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("M6.4.12-02", "M6.4.12-01")]
    public void It_is_offered_to_who_noted_one_that_does_not_lead_back_and_talks_with_something_else()
    {
        var call = _garage.Connected(Anna, Bram);
        Assert.Null(_garage.CallOf(Bram).MovesToMobile);
        _garage.Post(new SwitchboardInput.MoveToMobile(call, Bram.Id));
        Assert.Equal(NoticeCause.MoveUnreachable, _garage.CallsOf(Bram).Notice!.Cause);

        _garage.Set(HasMobile(PaperSettings.AnnasNumber));
        Assert.Null(_garage.CallOf(Anna).MovesToMobile);
        Move(call);
        Assert.Equal(NoticeCause.MoveUnreachable, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Empty(_garage.Post(new SwitchboardInput.MoveToMobile(call, _garage.Sanne.Id))); // none of her business
        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.IsSip);
        _garage.HangUp(Anna, call);
        _garage.Wait(10);

        _garage.Set(HasMobile(AnnasMobile));
        var ownMobileCalls = _garage.CallIn(PaperSettings.BramsNumber, AnnasMobile);
        _garage.Answer(Bram, ownMobileCalls);
        _garage.Transfer(Bram, ownMobileCalls, Anna.Extension);
        _garage.Answer(Anna, _garage.CallOf(Anna).Id);
        Assert.Null(_garage.CallOf(Anna).MovesToMobile); // the other side talks with it
    }

    [Fact]
    [Spec("M6.4.12-01", "A4-03")]
    public void Minutes_abroad_used_up_at_the_mobile_end_the_call()
    {
        _garage.Set(
            PaperSettings.With(new DialRules { Countries = ["DE"], MinutesAbroadPerDay = 2 }) with
            {
                Mobiles = new Dictionary<Guid, OwnMobile> { [Anna.Id.Value] = new("+4915112345678", IsChosen: false) },
            }
        );
        var call = MovedToMobile(out var mobile);

        _garage.Wait(119);
        _garage.AssertTalking(mobile.Media, Bram.Line.Media);
        _garage.Wait(2);

        Assert.Equal(CallOutcome.CapReached, _garage.OutcomeOf(call));
    }

    CallId MovedToMobile(out LegId mobile)
    {
        var call = _garage.Connected(Anna, Bram);
        Move(call);
        (mobile, _) = _garage.OutsideLegOf(call);
        TakeAtMobile(mobile);
        _garage.AssertTalking(mobile.Media, Bram.Line.Media);
        return call;
    }

    void Move(CallId call) => _garage.Post(new SwitchboardInput.MoveToMobile(call, Anna.Id));

    void TakeAtMobile(LegId mobile)
    {
        _garage.Post(new SwitchboardInput.LegAnswered(mobile));
        _garage.Post(new SwitchboardInput.DigitReceived(mobile.Media, '1'));
    }

    /// <summary>She noted it, and calls with her browser.</summary>
    TelephonyConfiguration HasMobile(string number) =>
        PaperSettings.Standard with
        {
            Mobiles = new Dictionary<Guid, OwnMobile> { [Anna.Id.Value] = new(number, IsChosen: false) },
        };
}
