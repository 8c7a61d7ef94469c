using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>The server stops in order (R12).</summary>
[Spec("R12")]
public class StoppingTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;
    Employee Joost => _garage.Joost;

    [Fact]
    public void Nobody_gets_a_new_call_and_who_talks_goes_on()
    {
        var running = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne, Joost);
        _garage.Set(PaperSettings.Standard);
        _garage.Post(new SwitchboardInput.DrainBegan());

        var refused = _garage.Dial(Sanne, Joost);
        Assert.Empty(_garage.Ears.Of(refused));
        Assert.Equal(NoticeCause.Draining, _garage.CallsOf(Sanne).Notice!.Cause);
        var byPhone = _garage.PhoneDial(Sanne, Joost.Extension);
        Assert.Equal(LegCause.Unavailable, _garage.Ears.Ended[LegId.OfCaller(byPhone)]);
        var outside = _garage.CallIn(PaperSettings.AnnasNumber, "0301234567");
        Assert.Equal(LegCause.Unavailable, _garage.Ears.Ended[LegId.OfCaller(outside)]);

        _garage.AssertTalking(Anna, Bram);
        _garage.HangUp(Anna, running);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(running));
    }

    [Fact]
    public void An_emergency_number_is_answered_as_ever()
    {
        _garage.Up(Anna);
        _garage.Post(new SwitchboardInput.DrainBegan());

        _garage.Dial(Anna, "112");

        Assert.Equal(NoticeCause.EmergencyNumber, _garage.CallsOf(Anna).Notice!.Cause);
    }

    [Fact]
    public void Who_talks_can_hand_the_call_on()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        _garage.Post(new SwitchboardInput.DrainBegan());

        var onward = _garage.Transfer(Anna, call, Sanne.Extension);
        _garage.Answer(Sanne, onward);

        _garage.AssertTalking(Bram, Sanne);
    }

    [Fact]
    public void What_runs_when_the_time_is_over_ends_on_both_sides_and_nobody_is_rung_for_it_again()
    {
        _garage.PhoneUp(Joost);
        var talk = _garage.Connected(Anna, Bram);
        var onward = _garage.Transfer(Anna, talk, Joost.Extension);
        _garage.Post(new SwitchboardInput.DrainBegan());
        _garage.Post(new SwitchboardInput.DrainOver());

        Assert.Equal(CallOutcome.Interrupted, _garage.OutcomeOf(onward));
        Assert.Empty(_garage.Ears.Ringing);
        Assert.Empty(_garage.Ears.Kept);
        _garage.Wait(10);
        Assert.Equal(0, _garage.Count);
    }
}
