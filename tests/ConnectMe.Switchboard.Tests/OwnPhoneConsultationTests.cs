using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Anna calls with her desk phone, talks with Bram on it, and asks Sanne before she hands him on.</summary>
public class OwnPhoneConsultationTests
{
    readonly Garage _garage = new();
    readonly CallId _call;
    readonly LegId _annas;

    public OwnPhoneConsultationTests()
    {
        _garage.Set(PaperSettings.OnTheirPhones(1));
        _garage.Up(Anna, Bram, Sanne);
        _garage.PhoneUp(Anna);
        _call = _garage.Dial(Anna, Bram);
        _annas = _garage.PickUp(Anna, _call);
        _garage.Answer(Bram, _call);
        _garage.AssertTalking(_annas.Media, Bram.Line.Media);
    }

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    [Spec("M6.2-01")]
    public void The_phone_rings_for_who_is_to_be_asked_and_the_first_call_waits()
    {
        var consultation = _garage.Consult(Anna, _call, "203");

        Assert.Equal([Anna.Phone], _garage.Ears.RingingPhones);
        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Equal("Sanne Bakker", _garage.Ears.Shown[LegId.OfCaller(consultation)].Name);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
        Assert.Empty(_garage.Ears.Of(consultation));
    }

    [Fact]
    [Spec("M6.2-01")]
    public void Picked_up_it_asks_and_the_two_others_are_connected()
    {
        var consultation = _garage.Consult(Anna, _call, "203");
        var asking = _garage.PickUp(Anna, consultation);
        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
        _garage.Answer(Sanne, consultation);
        _garage.AssertTalking(asking.Media, Sanne.Line.Media);
        Assert.Equal(consultation, ViewOf(_call).Consultation);
        Assert.Equal(_call, ViewOf(consultation).ConsultationFor);

        _garage.ConnectCalls(Anna, consultation);

        _garage.AssertTalking(Bram, Sanne);
        Assert.Contains(_annas, _garage.Ears.Ended);
        Assert.Contains(asking, _garage.Ears.Ended);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
    }

    [Fact]
    [Spec("M6.2-01")]
    public void Before_it_is_picked_up_there_is_nobody_to_connect_to()
    {
        var consultation = _garage.Consult(Anna, _call, "203");

        _garage.ConnectCalls(Anna, consultation);

        Assert.Equal(NoticeCause.TransferNotNow, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Equal([Anna.Phone], _garage.Ears.RingingPhones);
        var asking = _garage.PickUp(Anna, consultation);
        _garage.Answer(Sanne, consultation);
        _garage.AssertTalking(asking.Media, Sanne.Line.Media);
    }

    [Fact]
    [Spec("M6.2-01")]
    public void Taken_back_the_phone_stops_and_the_first_call_goes_on()
    {
        var consultation = _garage.Consult(Anna, _call, "203");

        _garage.Post(new SwitchboardInput.TakeBack(_call, Anna.Id));

        Assert.Empty(_garage.Ears.RingingPhones);
        Assert.Contains(LegId.OfCaller(consultation), _garage.Ears.Ended);
        _garage.AssertTalking(_annas.Media, Bram.Line.Media);
    }

    [Fact]
    [Spec("M6.2-01")]
    public void Not_picked_up_nobody_was_asked_and_the_first_call_is_still_there()
    {
        var consultation = _garage.Consult(Anna, _call, "203");

        _garage.Wait(Telephony.Switching.Switchboard.PickUpTime);

        Assert.Equal(NoticeCause.PhoneNotPickedUp, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Empty(_garage.Ears.Of(consultation));
        Assert.Null(ViewOf(_call).Consultation);
        _garage.Resume(Anna, _call);
        _garage.AssertTalking(_annas.Media, Bram.Line.Media);
    }

    [Fact]
    [Spec("M6.2-01")]
    public void A_phone_that_is_away_leaves_it_to_the_browser()
    {
        _garage.Post(new SwitchboardInput.DeviceDown(Anna.Phone));

        var consultation = _garage.Consult(Anna, _call, "203");

        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
        Assert.Equal(Anna.Line, ViewOf(consultation).Line);
        Assert.Equal(consultation, ViewOf(_call).Consultation);
        Assert.Equal(NoticeCause.PhoneAwayCalledHere, _garage.CallsOf(Anna).Notice!.Cause);
    }

    CallView ViewOf(CallId call) => Assert.Single(_garage.CallsOf(Anna).Calls, view => view.Id == call);
}
