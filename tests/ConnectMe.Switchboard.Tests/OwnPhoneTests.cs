using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Anna makes and answers calls with her desk phone.</summary>
public class OwnPhoneTests
{
    readonly Garage _garage = new();

    public OwnPhoneTests() => _garage.Set(PaperSettings.OnTheirPhones(1));

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    [Spec("M6.2-01")]
    public void Dialling_in_the_browser_rings_the_own_phone_which_shows_who_is_to_be_called()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Anna);

        var call = _garage.Dial(Anna, Bram);

        Assert.Equal([Anna.Phone], _garage.Ears.RingingPhones);
        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Equal(new ShownCaller("202", "Bram Hofstra", Anonymous: false), _garage.Ears.Shown[LegId.OfCaller(call)]);
        Assert.True(_garage.CallOf(Anna) is { State: CallState.RingingOut, RingsAt: "Toestel 1", Line: null });
        Assert.Empty(_garage.CallsOf(Bram).Calls);
        Assert.Empty(_garage.Ears.Of(call)); // nobody was called yet
    }

    [Fact]
    [Spec("M6.2-01")]
    public void Picked_up_it_calls_the_other_hears_ringback_and_talks_when_they_answer()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Anna);
        var call = _garage.Dial(Anna, Bram);

        var leg = _garage.PickUp(Anna, call);

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(leg.Media));
        Assert.True(_garage.CallOf(Anna) is { State: CallState.RingingOut, RingsAt: null, Device: DeviceKind.Phone });
        Assert.Equal(DeviceKind.Phone, Assert.Single(_garage.Ears.Of(call).OfType<CallPlaced>()).Device);

        _garage.Answer(Bram, call);

        _garage.AssertTalking(leg.Media, Bram.Line.Media);
        _garage.Post(new SwitchboardInput.LegEnded(leg));
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("M6.2-01")]
    public void A_number_outside_is_called_over_the_trunk_after_the_phone_is_picked_up()
    {
        _garage.PhoneUp(Anna);
        var call = _garage.Dial(Anna, "020 1234567");
        Assert.Equal("+31201234567", _garage.Ears.Shown[LegId.OfCaller(call)].Number);
        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.Endpoint is Endpoint.Trunk);

        var phone = _garage.PickUp(Anna, call);
        var (outside, at) = _garage.OutsideLegOf(call);
        Assert.Equal("+31201234567", at.Number);
        _garage.Post(new SwitchboardInput.LegProgress(outside));
        _garage.AssertTalking(phone.Media, outside.Media); // what the exchange says before the answer
        _garage.Post(new SwitchboardInput.LegAnswered(outside));

        _garage.AssertTalking(phone.Media, outside.Media);
    }

    [Fact]
    [Spec("M6.2-01", "A4-02")]
    public void What_may_not_be_dialled_is_said_at_once_and_asked_again_when_the_phone_is_picked_up()
    {
        _garage.PhoneUp(Anna);
        _garage.Dial(Anna, "112");
        Assert.Equal(NoticeCause.EmergencyNumber, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.Dial(Anna, "+49 30 123456");
        Assert.Equal(NoticeCause.CountryNotAllowed, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Equal([NoticeCause.CountryNotAllowed], _garage.Ears.Warnings);
        Assert.Empty(_garage.Ears.Legs);

        var call = _garage.Dial(Anna, "020 1234567");
        _garage.Set(PaperSettings.OnTheirPhones(1) with { Permissions = PaperSettings.Stopped.Permissions });
        var phone = _garage.PickUp(Anna, call);

        Assert.Equal(NoticeCause.OutboundStopped, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Equal(LegCause.NotAllowed, _garage.Ears.Ended[phone]);
        Assert.Equal(0, _garage.Count);
    }

    [Theory]
    [Spec("M6.2-01")]
    [InlineData(LegCause.Refused, nameof(NoticeCause.PhoneRefused))]
    [InlineData(LegCause.Busy, nameof(NoticeCause.PhoneRefused))]
    [InlineData(LegCause.Timeout, nameof(NoticeCause.PhoneAway))]
    [InlineData(LegCause.Unreachable, nameof(NoticeCause.PhoneAway))]
    public void A_phone_that_does_not_come_ends_the_call_with_words(LegCause cause, string said)
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Anna);
        var call = _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.LegFailed(LegId.OfCaller(call), cause));

        Assert.Empty(_garage.CallsOf(Anna).Calls);
        Assert.Equal(said, _garage.CallsOf(Anna).Notice!.Cause.ToString());
        Assert.Empty(_garage.Ears.Of(call));
        Assert.Equal(0, _garage.Count);
    }

    [Fact]
    [Spec("M6.2-01")]
    public void A_phone_that_nobody_picks_up_stops_after_half_a_minute()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Anna);
        var call = _garage.Dial(Anna, Bram);

        _garage.Wait(29.9);
        Assert.Equal([Anna.Phone], _garage.Ears.RingingPhones);
        _garage.Wait(0.2);

        Assert.Equal(LegCause.NoAnswer, _garage.Ears.Ended[LegId.OfCaller(call)]);
        Assert.Equal(NoticeCause.PhoneNotPickedUp, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Equal(0, _garage.Count);
    }

    [Fact]
    public void Hanging_up_on_the_page_stops_the_own_phone()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Anna);
        var call = _garage.Dial(Anna, Bram);

        _garage.HangUp(Anna, call);

        Assert.Empty(_garage.Ears.Legs);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
        Assert.Null(_garage.CallsOf(Anna).Notice);
    }

    [Fact]
    public void A_second_number_stops_the_phone_from_ringing_for_the_first()
    {
        _garage.Up(Anna);
        _garage.PhoneUp(Anna);
        var first = _garage.Dial(Anna, Bram);
        var second = _garage.Dial(Anna, "203");

        Assert.Contains(LegId.OfCaller(first), _garage.Ears.Ended);
        Assert.Equal(second, _garage.CallOf(Anna).Id);
    }

    [Fact]
    public void Who_is_busy_is_heard_on_the_phone_as_a_busy_tone()
    {
        _garage.PhoneUp(Anna);
        var call = _garage.Dial(Anna, Bram); // he has nothing that rings

        var phone = _garage.PickUp(Anna, call);

        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
        Assert.Equal(Sound.Busy, _garage.Ears.PlayedTo(phone.Media));
        Assert.Equal(CallState.Ended, _garage.CallOf(Anna).State);
        _garage.Wait(Telephony.Switching.Switchboard.BusyToneTime);
        Assert.Contains(phone, _garage.Ears.Ended);
    }

    [Fact]
    [Spec("M6.2-01")]
    public void Without_the_phone_the_browser_calls_and_says_so()
    {
        _garage.Up(Anna, Bram);

        var call = _garage.Dial(Anna, Bram);

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        Assert.Equal(Anna.Line, _garage.CallOf(Anna).Line);
        Assert.Equal(NoticeCause.PhoneAwayCalledHere, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.NotEmpty(_garage.Ears.Of(call));
    }

    [Fact]
    [Spec("M6.2-01")]
    public void Without_phone_and_line_there_is_nothing_to_call_with_and_the_page_says_which()
    {
        _garage.Up(Bram);

        _garage.Dial(Anna, Bram);

        Assert.Equal(NoticeCause.PhoneAway, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    [Spec("M6.2-03")]
    public void With_the_browser_chosen_its_line_must_be_up()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.PhoneUp(Anna);
        _garage.Up(Bram);

        _garage.Dial(Anna, Bram);

        Assert.Equal(NoticeCause.LineNotReady, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    [Spec("M6.2-01")]
    public void Who_answers_with_the_phone_is_rung_there_and_the_page_shows_it_and_may_refuse()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Anna);

        var call = _garage.Dial(Bram, Anna);

        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Equal([Anna.Phone], _garage.Ears.RingingPhones);
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Incoming, RingsAt: "Toestel 1" });
        _garage.Refuse(Anna, call);
        Assert.Equal(CallOutcome.Refused, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("M6.2-01")]
    public void A_chosen_phone_that_is_away_leaves_it_to_the_browser()
    {
        _garage.Up(Anna, Bram);

        _garage.Dial(Bram, Anna);

        Assert.Equal([Anna.Line], _garage.Ears.RingingLines);
        Assert.Null(_garage.CallOf(Anna).RingsAt);
    }

    [Fact]
    [Spec("M6.2-01")]
    public void A_registered_phone_that_does_not_respond_leaves_it_to_the_browser_too()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Anna);
        var call = _garage.Dial(Bram, Anna);

        _garage.Post(new SwitchboardInput.LegFailed(_garage.LegOf(Anna.DeskPhone, call), LegCause.Timeout));

        Assert.Equal([Anna.Line], _garage.Ears.RingingLines);
        _garage.Answer(Anna, call);
        _garage.AssertTalking(Anna, Bram);
    }
}
