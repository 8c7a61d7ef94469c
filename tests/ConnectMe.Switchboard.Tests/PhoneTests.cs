using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class PhoneTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    public void A_persons_phone_and_browser_ring_together()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Bram);

        _garage.Dial(Anna, Bram);

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        Assert.Equal([Bram.Phone], _garage.Ears.RingingPhones);
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Anna.Line));
    }

    [Fact]
    [Spec("B4")]
    public void A_call_answered_on_the_phone_stops_the_browser_and_is_active_on_its_page()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Bram);
        var call = _garage.Dial(Anna, Bram);

        var leg = _garage.PickUp(Bram, call);

        _garage.AssertTalking(Anna.Line.Media, leg.Media);
        Assert.Empty(_garage.Ears.Ringing);
        Assert.True(_garage.CallOf(Bram) is { State: CallState.Active, Device: DeviceKind.Phone, Line: null });
        Assert.Equal(DeviceKind.Phone, Assert.Single(_garage.Ears.Of(call).OfType<CallAnswered>()).Device);
    }

    [Fact]
    public void A_phone_stops_because_a_browser_answered_and_is_told_so()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Bram);
        var call = _garage.Dial(Anna, Bram);
        var leg = _garage.LegOf(Bram.DeskPhone, call);

        _garage.Answer(Bram, call);

        Assert.Equal(LegCause.AnsweredElsewhere, _garage.Ears.Ended[leg]);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void An_answer_that_crosses_another_is_no_second_answer()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Bram);
        var call = _garage.Dial(Anna, Bram);
        var leg = _garage.LegOf(Bram.DeskPhone, call);
        _garage.Answer(Bram, call);

        Assert.Empty(_garage.Post(new SwitchboardInput.LegAnswered(leg)));
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("M6.2-03")]
    public void A_person_without_a_browser_is_rung_on_the_phone()
    {
        _garage.Up(Anna);
        _garage.PhoneUp(Bram);

        _garage.Dial(Anna, Bram);

        Assert.Equal([Bram.Phone], _garage.Ears.RingingPhones);
    }

    [Fact]
    public void A_phone_that_calls_is_told_that_it_rings_and_answered_with_the_callee()
    {
        _garage.RingsAtOnce = false;
        _garage.Up(Bram);
        var call = _garage.PhoneDial(Anna, "202");
        var leg = LegId.OfCaller(call);
        Assert.False(_garage.Ears.Legs[leg].Answered);

        var told = _garage.Post(new SwitchboardInput.LegRinging(new LegId(call, 1)));
        Assert.Contains(new SwitchboardEffect.TellRinging(leg, Anna.DeskPhone, leg.Media), told);
        Assert.True(_garage.CallOf(Anna) is { State: CallState.RingingOut, Device: DeviceKind.Phone });
        _garage.Answer(Bram, call);

        Assert.True(_garage.Ears.Legs[leg].Answered);
        _garage.AssertTalking(leg.Media, Bram.Line.Media);
    }

    [Theory]
    [InlineData("112", LegCause.NotAllowed, nameof(NoticeCause.EmergencyNumber))]
    [InlineData("anna", LegCause.UnknownNumber, nameof(NoticeCause.NotANumber))]
    [Spec("M2.1-03")]
    public void A_phone_is_refused_and_the_page_of_its_owner_says_why(string target, LegCause told, string said)
    {
        var call = _garage.PhoneDial(Anna, target);

        Assert.Equal(told, _garage.Ears.Ended[LegId.OfCaller(call)]);
        Assert.Equal(said, _garage.CallsOf(Anna).Notice!.Cause.ToString());
        Assert.Empty(_garage.Ears.Of(call));
    }

    [Theory]
    [InlineData("202", CallOutcome.Unreachable, LegCause.Unreachable)]
    [InlineData("999", CallOutcome.UnknownNumber, LegCause.UnknownNumber)]
    [InlineData("201", CallOutcome.Busy, LegCause.Busy)]
    public void A_phone_whose_call_fails_gets_the_status_of_that(string target, CallOutcome outcome, LegCause told)
    {
        var call = _garage.PhoneDial(Anna, target);

        Assert.Equal(outcome, _garage.OutcomeOf(call));
        Assert.Equal(told, _garage.Ears.Ended[LegId.OfCaller(call)]);
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    public void A_phone_that_gives_up_stops_what_it_rang()
    {
        _garage.Up(Bram);
        var call = _garage.PhoneDial(Anna, "202");

        _garage.Post(new SwitchboardInput.LegEnded(LegId.OfCaller(call)));

        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(call));
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    public void A_phone_that_hangs_up_ends_the_call()
    {
        var (call, leg) = OnThePhone();

        _garage.Post(new SwitchboardInput.LegEnded(leg));

        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    public void Declining_on_one_phone_declines_for_all_devices()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.LegFailed(_garage.LegOf(Bram.DeskPhone, call), LegCause.Refused, 603));

        Assert.Equal(CallOutcome.Refused, _garage.OutcomeOf(call));
        Assert.Empty(_garage.Ears.Ringing);
    }

    [Fact]
    public void A_busy_phone_lets_the_browser_ring_on()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.LegFailed(_garage.LegOf(Bram.DeskPhone, call), LegCause.Busy, 486));
        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        _garage.SignOut(Bram);

        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
    }

    [Fact]
    public void The_only_phone_that_is_busy_makes_its_owner_busy()
    {
        _garage.Up(Anna);
        _garage.PhoneUp(Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.LegFailed(_garage.LegOf(Bram.DeskPhone, call), LegCause.Busy, 486));

        Assert.Equal(CallOutcome.Busy, _garage.OutcomeOf(call));
    }

    [Fact]
    public void A_call_on_the_phone_is_held_muted_and_ended_from_the_page()
    {
        var (call, leg) = OnThePhone();

        _garage.Hold(Bram, call);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Anna.Line));
        _garage.Resume(Bram, call);
        _garage.AssertTalking(leg.Media, Anna.Line.Media);

        _garage.Mute(Bram, call);
        Assert.Null(_garage.Ears.HeardBy(Anna.Line));
        _garage.Mute(Bram, call, on: false);

        _garage.HangUp(Bram, call);
        Assert.Equal(LegCause.Normal, _garage.Ears.Ended[leg]);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
    }

    [Fact]
    public void What_the_phone_holds_only_the_phone_takes_up_again()
    {
        var (call, leg) = OnThePhone();

        _garage.Post(new SwitchboardInput.LegHeld(leg));
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Anna.Line));
        Assert.Equal(CallState.Held, _garage.CallOf(Bram).State);

        _garage.Resume(Bram, call);
        Assert.Equal(CallState.Held, _garage.CallOf(Bram).State);
        Assert.Equal(NoticeCause.HeldOnPhone, _garage.CallsOf(Bram).Notice!.Cause);

        _garage.Post(new SwitchboardInput.LegResumed(leg));
        _garage.AssertTalking(leg.Media, Anna.Line.Media);
    }

    [Fact]
    public void Answering_in_the_browser_holds_the_call_on_the_phone()
    {
        var (_, leg) = OnThePhone();
        _garage.Up(Bram, _garage.Sanne);

        _garage.Answer(Bram, _garage.Dial(_garage.Sanne, Bram));

        _garage.AssertTalking(_garage.Sanne, Bram);
        Assert.Null(_garage.Ears.HeardBy(leg.Media));
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Anna.Line));
    }

    [Fact]
    public void A_phone_whose_media_stops_ends_the_call_for_both()
    {
        var (call, leg) = OnThePhone();

        _garage.Post(new SwitchboardInput.MediaLost(leg.Media));

        Assert.Equal(CallOutcome.LineLost, _garage.OutcomeOf(call));
        Assert.Equal(LegCause.Lost, _garage.Ears.Ended[leg]);
    }

    [Fact]
    public void A_phone_that_registers_while_it_rings_rings_too_and_one_that_is_gone_is_not_rung()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);
        _garage.PhoneUp(Bram);
        Assert.Equal([Bram.Phone], _garage.Ears.RingingPhones);
        _garage.HangUp(Anna, call);

        _garage.Post(new SwitchboardInput.DeviceDown(Bram.Phone));
        _garage.Dial(Anna, Bram);

        Assert.Empty(_garage.Ears.RingingPhones);
    }

    [Fact]
    [Spec("M4.2-02")]
    public void Digits_of_a_phone_go_to_the_other_party_and_back()
    {
        var (call, leg) = OnThePhone();

        _garage.Post(new SwitchboardInput.DigitReceived(leg.Media, '4'));
        _garage.Post(new SwitchboardInput.SendDigits(call, Anna.Id, "9"));

        Assert.Equal([(Anna.Line.Media, "4"), (leg.Media, "9")], _garage.Ears.Digits);
    }

    /// <summary>Anna, at her browser, talks with Bram, on his phone.</summary>
    (CallId Call, LegId Leg) OnThePhone()
    {
        _garage.Up(Anna);
        _garage.PhoneUp(Bram);
        var call = _garage.Dial(Anna, Bram);
        var leg = _garage.PickUp(Bram, call);
        _garage.AssertTalking(Anna.Line.Media, leg.Media);
        return (call, leg);
    }
}
