using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>First asked, then put together.</summary>
public class AttendedTransferTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;
    Employee Joost => _garage.Joost;

    [Fact]
    public void The_first_call_waits_with_music_while_its_user_asks_somebody()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);

        var consultation = _garage.Consult(Anna, call, "203");
        _garage.Answer(Sanne, consultation);

        _garage.AssertTalking(Anna, Sanne);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
        var (waiting, asked) = (ViewOf(call), ViewOf(consultation));
        Assert.True(waiting is { State: CallState.Held, CanBeTransferred: true } && waiting.Consultation == consultation);
        Assert.True(asked.State is CallState.Active && asked.ConsultationFor == call);
        Assert.True(_garage.CallOf(Bram) is { Consultation: null, ConsultationFor: null, CanBeTransferred: false });
        Assert.Null(_garage.CallOf(Sanne).ConsultationFor);
    }

    [Fact]
    public void The_user_swaps_between_the_two()
    {
        var (call, consultation) = Consulted();

        _garage.Resume(Anna, call);
        _garage.AssertTalking(Anna, Bram);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Sanne.Line));

        _garage.Resume(Anna, consultation);
        _garage.AssertTalking(Anna, Sanne);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Connect_joins_the_two_others_and_the_user_is_out_of_it(bool pressedOnTheWaitingOne)
    {
        var (call, consultation) = Consulted();
        _garage.Wait(10);

        var joined = _garage.ConnectCalls(Anna, pressedOnTheWaitingOne ? call : consultation);

        _garage.AssertTalking(Bram, Sanne);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
        Assert.True(_garage.CallOf(Sanne) is { State: CallState.Active, OtherName: "Bram Hofstra" });
        Assert.Equal(CallOutcome.Transferred, _garage.OutcomeOf(call));
        Assert.Equal(CallOutcome.Transferred, _garage.OutcomeOf(consultation));
        Assert.Equal([typeof(CallPlaced), typeof(CallAnswered)], _garage.Ears.Of(joined).Select(e => e.GetType()));
        Assert.Equal(call.Value, ((CallPlaced)_garage.Ears.Of(joined)[0]).TransferOf);
    }

    [Fact]
    public void Connected_while_it_rings_it_goes_on_ringing_and_comes_back_when_nobody_answers()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        var consultation = _garage.Consult(Anna, call, "203");

        var joined = _garage.ConnectCalls(Anna, consultation);

        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Bram.Line));
        Assert.Equal("Bram Hofstra", _garage.CallOf(Sanne).OtherName);
        _garage.Wait(30);
        Assert.Equal(CallOutcome.NoAnswer, _garage.CallOf(Anna).Recall?.Because);
        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(joined));
    }

    [Fact]
    public void Taken_back_the_first_call_goes_on()
    {
        var (call, consultation) = Consulted();

        _garage.Post(new SwitchboardInput.TakeBack(consultation, Anna.Id));

        _garage.AssertTalking(Anna, Bram);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(consultation));
        Assert.Null(ViewOf(call).Consultation);
    }

    [Fact]
    public void Taken_back_after_a_refusal_too()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        _garage.Refuse(Sanne, _garage.Consult(Anna, call, "203"));

        _garage.Post(new SwitchboardInput.TakeBack(call, Anna.Id));

        _garage.AssertTalking(Anna, Bram);
        Assert.Single(_garage.CallsOf(Anna).Calls);
    }

    [Fact]
    public void Nobody_else_can_connect_or_take_back()
    {
        var (call, _) = Consulted();

        _garage.ConnectCalls(Bram, call);
        _garage.Post(new SwitchboardInput.TakeBack(call, Bram.Id));
        _garage.ConnectCalls(Joost, call);

        _garage.AssertTalking(Anna, Sanne);
    }

    [Fact]
    public void A_phone_connects_its_two_calls()
    {
        _garage.PhoneUp(Anna, Bram, Sanne);
        var first = _garage.PhoneDial(Anna, "202");
        var brams = _garage.PickUp(Bram, first);
        var second = _garage.PhoneDial(Anna, "203");
        var sannes = _garage.PickUp(Sanne, second);
        var (onward, recall) = _garage.NewPair();

        _garage.Post(new SwitchboardInput.LegsConnected(LegId.OfCaller(first), Anna.DeskPhone, LegId.OfCaller(second), onward, recall));

        _garage.AssertTalking(brams.Media, sannes.Media);
        Assert.Equal([(LegId.OfCaller(first), TransferStage.Done)], _garage.Ears.Told);
        Assert.Contains(LegId.OfCaller(second), _garage.Ears.Ended);
    }

    [Fact]
    public void A_phone_cannot_connect_a_call_of_somebody_else()
    {
        _garage.PhoneUp(Anna, Bram, Sanne, Joost);
        var annas = _garage.PhoneDial(Anna, "202");
        _garage.PickUp(Bram, annas);
        var other = _garage.PhoneDial(Sanne, "204");
        var joosts = _garage.PickUp(Joost, other);
        var (onward, recall) = _garage.NewPair();

        _garage.Post(new SwitchboardInput.LegsConnected(LegId.OfCaller(annas), Anna.DeskPhone, joosts, onward, recall));

        Assert.Equal([(LegId.OfCaller(annas), TransferStage.Failed)], _garage.Ears.Told);
        _garage.AssertTalking(LegId.OfCaller(other).Media, joosts.Media);
    }

    [Fact]
    public void A_phone_takes_the_place_of_another_in_a_call()
    {
        _garage.PhoneUp(Anna, Bram, Sanne);
        var call = _garage.PhoneDial(Anna, "202");
        var brams = _garage.PickUp(Bram, call);
        var (next, _) = _garage.NewPair();

        _garage.Post(new SwitchboardInput.LegReplaced(next, Sanne.DeskPhone, LegId.OfCaller(call)));

        _garage.AssertTalking(LegId.OfCaller(next).Media, brams.Media);
        Assert.Contains(LegId.OfCaller(call), _garage.Ears.Ended);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
    }

    (CallId Call, CallId Consultation) Consulted()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        var consultation = _garage.Consult(Anna, call, "203");
        _garage.Answer(Sanne, consultation);
        return (call, consultation);
    }

    CallView ViewOf(CallId call) => _garage.CallsOf(Anna).Calls.Single(view => view.Id == call);
}
