using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Bram is parked by Anna.</summary>
public class ParkingTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    [Spec("M6.4.9-01", "M1.1-08")]
    public void Who_is_parked_hears_music_and_who_parked_is_told_where()
    {
        var parked = _garage.Park(Anna, _garage.Connected(Anna, Bram));

        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
        Assert.True(_garage.CallOf(Bram) is { State: CallState.RingingOut, ParkedBy: "Anna de Vries" });
        Assert.Empty(_garage.CallsOf(Anna).Calls);
        Assert.Equal((NoticeCause.Parked, "700"), (_garage.CallsOf(Anna).Notice!.Cause, _garage.CallsOf(Anna).Notice!.Number));
        Assert.True(_garage.TakeableBy(Sanne).Calls is [{ Slot: "700", Name: "Bram Hofstra", At: "Anna de Vries" }]);
        Assert.Equal(Anna.Id.Value, Assert.Single(_garage.Ears.Of(parked).OfType<CallParked>()).UserId);
    }

    [Fact]
    [Spec("M6.4.9-02")]
    public void A_colleague_fetches_by_a_click_and_they_talk()
    {
        _garage.Up(Sanne);
        var parked = _garage.Park(Anna, _garage.Connected(Anna, Bram));

        var fetched = _garage.Take(Sanne, parked);

        _garage.AssertTalking(Bram, Sanne);
        Assert.Equal(CallOutcome.Transferred, _garage.OutcomeOf(parked));
        Assert.Equal("Sanne Bakker", Assert.Single(_garage.Ears.Of(parked).OfType<CallTaken>()).Name);
        Assert.Empty(_garage.TakeableBy(Sanne).Calls);
        _garage.HangUp(Sanne, fetched);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(fetched));
    }

    [Fact]
    public void Dialling_the_slot_fetches_from_a_browser_and_from_a_phone()
    {
        _garage.Up(Sanne);
        _garage.Park(Anna, _garage.Connected(Anna, Bram));
        _garage.Dial(Sanne, "700");
        _garage.AssertTalking(Bram, Sanne);

        _garage.Park(Sanne, _garage.CallOf(Sanne).Id);
        var call = _garage.PhoneDial(Anna, "700");

        _garage.AssertTalking(LegId.OfCaller(call).Media, Bram.Line.Media);
    }

    [Fact]
    public void Nothing_is_fetched_from_an_empty_slot()
    {
        _garage.Up(Anna);
        _garage.Dial(Anna, "703");
        Assert.Equal(NoticeCause.NothingToTake, _garage.CallsOf(Anna).Notice!.Cause);

        var call = _garage.PhoneDial(Bram, "703");
        Assert.Equal(LegCause.UnknownNumber, _garage.Ears.Ended[LegId.OfCaller(call)]);
        Assert.Empty(_garage.Ears.Recorded);
    }

    [Fact]
    public void After_the_limit_who_parked_is_rung_and_told_that_it_comes_out_of_parking()
    {
        _garage.PhoneUp(Anna);
        _garage.Park(Anna, _garage.Connected(Anna, Bram));

        _garage.Wait(179);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
        _garage.Wait(1);

        var back = _garage.CallOf(Anna);
        Assert.Equal(new RecallView("", "700", CallOutcome.NoAnswer, WasParked: true), back.Recall);
        Assert.Equal("700: Bram Hofstra", _garage.Ears.Shown[_garage.LegOf(Anna.DeskPhone, back.Id)].Name);
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Bram.Line));
        _garage.Answer(Anna, back.Id);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void Who_is_parked_may_hang_up()
    {
        var parked = _garage.Park(Anna, _garage.Connected(Anna, Bram));

        _garage.HangUp(Bram, parked);

        Assert.Empty(_garage.Ears.Legs);
        Assert.Empty(_garage.TakeableBy(Sanne).Calls);
        _garage.Wait(600);
        Assert.Equal(0, _garage.Count);
    }

    [Fact]
    [Spec("M6.4.9-03")]
    public void Only_with_the_right_one_parks_and_fetches()
    {
        _garage.Set(PaperSettings.Parking(slots: 10, parking: [1], pickUp: []));
        _garage.Up(Sanne);
        var call = _garage.Connected(Anna, Bram);
        Assert.True(_garage.CallOf(Anna).CanBeParked);
        Assert.False(_garage.CallOf(Bram).CanBeParked);

        _garage.Park(Bram, call);
        Assert.Equal(NoticeCause.MayNotPark, _garage.CallsOf(Bram).Notice!.Cause);
        _garage.AssertTalking(Anna, Bram);

        var parked = _garage.Park(Anna, call);
        Assert.True(_garage.TakeableBy(Sanne) is { MayPark: false, Calls: [] });
        _garage.Take(Sanne, parked);
        Assert.Equal(NoticeCause.MayNotPark, _garage.CallsOf(Sanne).Notice!.Cause);
        _garage.Dial(Sanne, "700");
        Assert.Equal(NoticeCause.MayNotPark, _garage.CallsOf(Sanne).Notice!.Cause);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
    }

    [Fact]
    public void A_phone_parks_in_the_slot_that_it_transfers_to()
    {
        _garage.Up(Bram);
        var call = _garage.PhoneDial(Anna, "202");
        _garage.Answer(Bram, call);
        var leg = LegId.OfCaller(call);
        var (onward, recall) = _garage.NewPair();

        _garage.Post(new SwitchboardInput.LegTransferred(leg, Anna.DeskPhone, "705", onward, recall));

        Assert.Equal((leg, TransferStage.Done), Assert.Single(_garage.Ears.Told));
        Assert.True(_garage.TakeableBy(Sanne).Calls is [{ Slot: "705" }]);
    }

    [Fact]
    public void A_slot_holds_one_call_and_a_full_lot_takes_no_more()
    {
        _garage.Set(PaperSettings.Parking(slots: 2, parking: [1, 2, 3], pickUp: []));
        _garage.Up(Sanne);
        _garage.Park(Anna, _garage.Connected(Anna, Bram));
        var second = _garage.Connected(Anna, _garage.Joost);
        _garage.Transfer(Anna, second, "700");
        Assert.Equal(NoticeCause.SlotTaken, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.Park(Anna, second);
        Assert.Equal(["700", "701"], _garage.TakeableBy(Anna).Calls.Select(call => call.Slot));

        var third = _garage.Connected(Anna, Sanne);
        _garage.Park(Anna, third);

        Assert.Equal(NoticeCause.ParkingFull, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.AssertTalking(Anna, Sanne);
    }

    [Fact]
    public void Of_two_who_fetch_the_second_hears_that_there_is_nothing()
    {
        _garage.Up(Sanne, _garage.Joost);
        var parked = _garage.Park(Anna, _garage.Connected(Anna, Bram));

        _garage.Take(Sanne, parked);
        _garage.Take(_garage.Joost, parked);

        _garage.AssertTalking(Bram, Sanne);
        Assert.Equal(NoticeCause.NothingToTake, _garage.CallsOf(_garage.Joost).Notice!.Cause);
    }

    [Fact]
    public void A_call_in_which_the_other_side_holds_is_not_parked()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Hold(Bram, call);

        _garage.Park(Anna, call);

        Assert.Equal(NoticeCause.TransferNotNow, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Empty(_garage.TakeableBy(Sanne).Calls);
    }
}
