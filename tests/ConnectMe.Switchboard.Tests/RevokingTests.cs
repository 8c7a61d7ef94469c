using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Promise W3: what is taken away while a call is being set up.</summary>
public class RevokingTests
{
    const string Amsterdam = "0201234567";

    readonly Garage _garage = new();

    public RevokingTests() => _garage.Set(PaperSettings.Standard);

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    [Spec("W3")]
    public void A_call_that_rings_out_ends_when_its_caller_signs_out()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);
        var outside = _garage.Dial(Bram, Amsterdam);

        _garage.SignOut(Anna);
        _garage.SignOut(Bram);

        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(call));
        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(outside));
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    [Spec("W3")]
    public void A_phone_that_is_taken_away_rings_no_more_and_the_browser_of_its_owner_does()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.DeviceRevoked(Bram.Phone));

        Assert.Empty(_garage.Ears.RingingPhones);
        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        _garage.Answer(Bram, call);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("W3")]
    public void A_phone_that_is_taken_away_calls_nobody_any_more_and_its_conversation_is_over()
    {
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Anna, Bram);
        var inside = _garage.PhoneDial(Bram, Anna.Extension);
        var outside = _garage.PhoneDial(Anna, Amsterdam);
        _garage.Post(new SwitchboardInput.DeviceRevoked(Bram.Phone));
        _garage.Post(new SwitchboardInput.DeviceRevoked(Anna.Phone));

        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(inside));
        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(outside));
        Assert.Empty(_garage.Ears.Legs);

        _garage.PhoneUp(Bram);
        var talk = _garage.Dial(Anna, Bram);
        _garage.PickUp(Bram, talk);
        _garage.Post(new SwitchboardInput.DeviceRevoked(Bram.Phone));
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(talk));
        _garage.AssertSilence(Anna);
    }

    [Fact]
    [Spec("W3")]
    public void What_rings_outside_ends_with_the_right_to_it_and_who_talks_there_goes_on()
    {
        _garage.Up(Anna, Bram);
        var talk = _garage.Dial(Anna, "0207654321");
        _garage.Post(new SwitchboardInput.LegAnswered(_garage.OutsideLegOf(talk).Leg));
        var ringing = _garage.Dial(Anna, Amsterdam);
        var colleagues = _garage.Dial(Bram, Amsterdam);

        _garage.Set(PaperSettings.NotOutside(1));

        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(ringing));
        Assert.Equal(NoticeCause.MayNotCallOutside, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Contains(_garage.CallsOf(Anna).Calls, call => call.Id == talk && call.State is not CallState.Ended);
        Assert.Equal(CallState.RingingOut, _garage.CallOf(Bram).State);
        _garage.HangUp(Bram, colleagues);
    }

    [Fact]
    [Spec("W3")]
    public void Who_was_handed_on_to_the_outside_comes_back_when_that_right_goes()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Connected(Bram, Anna);
        _garage.Transfer(Anna, call, Amsterdam);
        Assert.Single(_garage.Ears.Ringing);

        _garage.Set(PaperSettings.NotOutside(1));

        Assert.Equal([Anna.Line], _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("W3")]
    public void A_mobile_stops_ringing_when_its_owner_may_not_call_outside_any_more()
    {
        _garage.Set(PaperSettings.OnTheirMobiles(1));
        _garage.Up(Anna, Bram);
        _garage.Dial(Bram, Anna);
        Assert.Equal(2, _garage.Ears.Ringing.Count());

        _garage.Set(PaperSettings.OnTheirMobiles(1) with { Rights = PaperSettings.NotOutside(1).Rights });

        Assert.Equal([Anna.Line], _garage.Ears.RingingLines);
        Assert.Single(_garage.Ears.Ringing);
    }
}
