using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Bram's phone rings, and Sanne takes the call.</summary>
public class PickUpTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    [Spec("M13.1-07")]
    public void Taken_by_a_click_it_stops_at_the_colleague_at_once_and_they_talk()
    {
        _garage.Up(Anna, Bram, Sanne);
        _garage.PhoneUp(Bram);
        var call = _garage.Dial(Anna, Bram);
        Assert.True(_garage.TakeableBy(Sanne).Calls is [{ Slot: null, Name: "Anna de Vries", At: "Bram Hofstra" }]);
        var desk = _garage.LegOf(Bram.DeskPhone, call);

        _garage.Take(Sanne, call);

        Assert.Empty(_garage.Ears.Ringing);
        Assert.Equal(LegCause.AnsweredElsewhere, _garage.Ears.Ended[desk]);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
        _garage.AssertTalking(Anna, Sanne);
        Assert.Equal("Sanne Bakker", Assert.Single(_garage.Ears.Of(call).OfType<CallTaken>()).Name);
        Assert.Equal(CallOutcome.Transferred, _garage.OutcomeOf(call)); // not missed
    }

    [Fact]
    public void A_phone_takes_it_by_dialling_the_code_and_the_extension()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Bram);
        var call = _garage.CallIn(PaperSettings.BramsNumber, "0301234567");

        var taken = _garage.PhoneDial(Sanne, "*8202");

        _garage.AssertTalking(LegId.OfCaller(call).Media, LegId.OfCaller(taken).Media);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
        Assert.Equal("+31301234567", Assert.Single(_garage.Ears.Of(taken).OfType<CallPlaced>()).CallerExtension);
    }

    [Fact]
    public void The_one_that_rings_longest_is_taken()
    {
        _garage.Up(Anna, Bram, Sanne, _garage.Joost);
        _garage.Dial(_garage.Joost, Bram);
        _garage.Wait(1);
        _garage.Dial(Anna, Bram);

        _garage.Dial(Sanne, "*8 202");

        _garage.AssertTalking(_garage.Joost, Sanne);
        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
    }

    [Fact]
    public void Only_with_the_right_and_never_the_own()
    {
        _garage.Set(PaperSettings.Parking(slots: 10, parking: [], pickUp: [1, 2]));
        _garage.Up(Anna, Bram, Sanne);
        var call = _garage.Dial(Anna, Bram);
        Assert.True(_garage.TakeableBy(Sanne) is { MayPickUp: false, Calls: [] });
        Assert.Empty(_garage.TakeableBy(Anna).Calls);
        Assert.Empty(_garage.TakeableBy(Bram).Calls);

        _garage.Take(Sanne, call);
        Assert.Equal(NoticeCause.MayNotPickUp, _garage.CallsOf(Sanne).Notice!.Cause);
        _garage.Dial(Sanne, "*8202");
        Assert.Equal(NoticeCause.MayNotPickUp, _garage.CallsOf(Sanne).Notice!.Cause);
        _garage.Take(Bram, call);
        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
    }

    [Fact]
    public void Answered_first_by_the_colleague_there_is_nothing_to_take()
    {
        _garage.Up(Anna, Bram, Sanne);
        var call = _garage.Dial(Anna, Bram);
        _garage.Answer(Bram, call);

        _garage.Take(Sanne, call);

        Assert.Equal(NoticeCause.NothingToTake, _garage.CallsOf(Sanne).Notice!.Cause);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void A_call_that_is_transferred_can_be_taken_and_does_not_come_back()
    {
        _garage.Up(Sanne, _garage.Joost);
        var onward = _garage.Transfer(Anna, _garage.Connected(Anna, Bram), "204");

        _garage.Take(Sanne, onward);

        _garage.AssertTalking(Bram, Sanne);
        _garage.Wait(60);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
    }

    [Fact]
    public void The_call_that_the_taker_is_in_goes_on_hold()
    {
        var first = _garage.Connected(Sanne, _garage.Joost);
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Take(Sanne, call);

        _garage.AssertTalking(Anna, Sanne);
        Assert.Equal(CallState.Held, _garage.CallsOf(Sanne).Calls.Single(view => view.Id == first).State);
    }

    [Fact]
    public void Who_calls_with_a_desk_phone_picks_that_up_first()
    {
        _garage.Set(PaperSettings.OnTheirPhones(3));
        _garage.Up(Anna, Bram, Sanne);
        _garage.PhoneUp(Sanne);
        var call = _garage.Dial(Anna, Bram);

        var taken = _garage.Take(Sanne, call);
        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
        Assert.Equal("Anna de Vries", _garage.Ears.Shown[LegId.OfCaller(taken)].Name);
        var leg = _garage.PickUp(Sanne, taken);

        _garage.AssertTalking(Anna.Line.Media, leg.Media);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
    }
}
