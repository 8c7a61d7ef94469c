using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Blind: the call is handed on without a word.</summary>
public class TransferTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    public void Who_is_transferred_hears_ringing_and_the_transferor_is_out_of_it_at_once()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);

        var onward = _garage.Transfer(Anna, call, "203");

        Assert.Empty(_garage.CallsOf(Anna).Calls);
        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.Media == Anna.Line.Media);
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Bram.Line));
        Assert.True(_garage.CallOf(Bram) is { State: CallState.RingingOut, OtherName: "Sanne Bakker" });
        Assert.True(_garage.CallOf(Sanne) is { State: CallState.Incoming, OtherName: "Bram Hofstra" });

        _garage.Answer(Sanne, onward);

        _garage.AssertTalking(Bram, Sanne);
        Assert.Equal(CallOutcome.Transferred, _garage.OutcomeOf(call));
    }

    [Fact]
    public void After_thirty_seconds_without_an_answer_the_transferor_is_rung_again_and_told_why()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        var onward = _garage.Transfer(Anna, call, "203");

        _garage.Wait(29);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
        _garage.Wait(1);

        var back = _garage.CallOf(Anna);
        Assert.True(back is { State: CallState.Incoming, OtherName: "Bram Hofstra" });
        Assert.Equal(new RecallView("Sanne Bakker", "203", CallOutcome.NoAnswer), back.Recall);
        Assert.Empty(_garage.CallsOf(Sanne).Calls);
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Bram.Line));
        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(onward));

        _garage.Answer(Anna, back.Id);
        _garage.AssertTalking(Anna, Bram);
        Assert.Equal(CallOutcome.NoAnswer, _garage.CallOf(Anna).Recall?.Because);
    }

    [Fact]
    public void Refused_or_unreachable_it_comes_back_at_once()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        _garage.Refuse(Sanne, _garage.Transfer(Anna, call, "203"));
        Assert.Equal(CallOutcome.Refused, _garage.CallOf(Anna).Recall?.Because);

        _garage.Answer(Anna, _garage.CallOf(Anna).Id);
        _garage.Transfer(Anna, _garage.CallOf(Anna).Id, "204");

        Assert.Equal(CallOutcome.Unreachable, _garage.CallOf(Anna).Recall?.Because);
    }

    [Fact]
    public void When_the_transferor_refuses_the_recall_it_is_over()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Transfer(Anna, call, "204");
        var back = _garage.CallOf(Anna).Id;

        _garage.Refuse(Anna, back);

        Assert.Equal(CallOutcome.Refused, _garage.OutcomeOf(back));
        Assert.Equal(CallState.Ended, _garage.CallOf(Bram).State);
        _garage.Wait(60);
        Assert.Equal(0, _garage.Count);
    }

    [Fact]
    public void When_the_transferor_is_gone_the_caller_waits_in_a_slot_and_may_be_fetched()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        _garage.Transfer(Anna, call, "203");
        _garage.SignOut(Anna);

        _garage.Wait(30);

        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
        var waiting = Assert.Single(_garage.TakeableBy(Sanne).Calls);
        _garage.Take(Sanne, waiting.Id);
        _garage.AssertTalking(Bram, Sanne);
    }

    [Fact]
    public void Who_waits_for_a_transferor_that_was_gone_comes_back_to_them_after_the_time_of_a_slot()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        _garage.Transfer(Anna, call, "203");
        _garage.SignOut(Anna);
        _garage.Wait(60);
        _garage.Up(Anna);

        _garage.Wait(150);

        var back = _garage.CallOf(Anna);
        Assert.Equal(new RecallView("", "700", CallOutcome.NoAnswer, WasParked: true), back.Recall);
        _garage.Answer(Anna, back.Id);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void Who_comes_back_to_nobody_ten_times_is_given_up_and_every_call_of_it_ended()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        _garage.Transfer(Anna, call, "203");
        _garage.SignOut(Anna);

        _garage.Wait(30 + (9 * 180) - 1);
        Assert.Equal(CallState.RingingOut, _garage.CallOf(Bram).State);
        _garage.Wait(1);

        Assert.Equal(CallState.Ended, _garage.CallOf(Bram).State);
        _garage.Wait(60);
        Assert.Empty(_garage.Ears.Legs);
        Assert.Equal(0, _garage.Count);
    }

    [Fact]
    public void When_no_slot_is_free_who_comes_back_to_nobody_is_given_up()
    {
        _garage.Set(PaperSettings.Parking(slots: 0, parking: [1, 2, 3], pickUp: []));
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        _garage.Transfer(Anna, call, "203");
        _garage.SignOut(Anna);

        _garage.Wait(30);

        Assert.Equal(CallState.Ended, _garage.CallOf(Bram).State);
    }

    [Fact]
    public void Who_is_transferred_may_hang_up_while_it_rings()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        var onward = _garage.Transfer(Anna, call, "203");

        _garage.HangUp(Bram, onward);

        Assert.Empty(_garage.Ears.Legs);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(onward));
    }

    [Theory]
    [InlineData("144", nameof(NoticeCause.EmergencyNumber))]
    [InlineData("112", nameof(NoticeCause.EmergencyNumber))]
    [InlineData("299", nameof(NoticeCause.TransferUnknownNumber))]
    [InlineData("hello", nameof(NoticeCause.NotANumber))]
    [InlineData("201", nameof(NoticeCause.TransferToSelf))]
    [InlineData("202", nameof(NoticeCause.TransferToSelf))]
    public void A_transfer_that_cannot_be_leaves_the_call_as_it_is(string target, string why)
    {
        var call = _garage.Connected(Anna, Bram);

        _garage.Transfer(Anna, call, target);

        Assert.Equal(why, _garage.CallsOf(Anna).Notice?.Cause.ToString());
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("A4-03")]
    public void A_transfer_to_outside_is_paid_and_permitted_as_a_call_of_the_transferor()
    {
        _garage.Set(PaperSettings.Standard);
        var call = _garage.Connected(Anna, Bram);
        _garage.Transfer(Anna, call, "0900-1234");
        Assert.Equal([NoticeCause.CostClassNotAllowed], _garage.Ears.Warnings);
        _garage.AssertTalking(Anna, Bram);

        var onward = _garage.Transfer(Anna, call, "0301234567");

        var placed = Assert.Single(_garage.Ears.Of(onward).OfType<CallPlaced>());
        Assert.Equal((Bram.Id.Value, Anna.Id.Value, call.Value), (placed.CallerId, placed.TransferredBy, placed.TransferOf));
        _garage.Post(new SwitchboardInput.LegAnswered(_garage.OutsideLegOf(onward).Leg));
        _garage.AssertTalking(Bram.Line.Media, _garage.OutsideLegOf(onward).Leg.Media);

        // One of the two that a person may have at once is taken by who she handed on.
        _garage.Up(Anna);
        _garage.Dial(Anna, "0301234568");
        Assert.Null(_garage.CallsOf(Anna).Notice);
        _garage.DialShowing(Sanne, "0301234569", PaperSettings.NumberOf(0));
        var second = _garage.CallOf(Anna).Id;
        _garage.Post(new SwitchboardInput.LegAnswered(_garage.OutsideLegOf(second).Leg));
        _garage.Dial(Anna, "0301234570");
        Assert.Equal(NoticeCause.TooManyOutside, _garage.CallsOf(Anna).Notice?.Cause);
        _garage.HangUp(Bram, onward);
        _garage.Dial(Anna, "0301234570");
        Assert.Null(_garage.CallsOf(Anna).Notice);
    }

    [Fact]
    public void A_caller_from_outside_is_transferred_to_a_phone()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Anna);
        _garage.PhoneUp(Sanne);
        var call = _garage.CallIn(PaperSettings.AnnasNumber, "0301234567");
        _garage.Answer(Anna, call);

        var onward = _garage.Transfer(Anna, call, "203");

        var outside = LegId.OfCaller(call).Media;
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(outside));
        var phone = _garage.PickUp(Sanne, onward);
        _garage.AssertTalking(outside, phone.Media);
        Assert.True(_garage.CallOf(Sanne) is { OtherIsOutside: true, OtherNumber: "030 123 4567" });
        _garage.Post(new SwitchboardInput.LegEnded(LegId.OfCaller(call)));
        Assert.Empty(_garage.Ears.Legs);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(onward));
    }

    [Fact]
    public void A_phone_that_hands_its_call_on_is_told_how_it_goes()
    {
        _garage.PhoneUp(Anna, Bram, Sanne);
        var call = _garage.PhoneDial(Anna, "202");
        var brams = _garage.PickUp(Bram, call);
        var annas = LegId.OfCaller(call);
        var (onward, recall) = _garage.NewPair();

        _garage.Post(new SwitchboardInput.LegTransferred(annas, Anna.DeskPhone, "203", onward, recall));

        Assert.Contains(annas, _garage.Ears.Ended);
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(brams.Media));
        var sannes = _garage.PickUp(Sanne, onward);
        _garage.AssertTalking(brams.Media, sannes.Media);
        Assert.Equal([(annas, TransferStage.Rings), (annas, TransferStage.Done)], _garage.Ears.Told);
    }

    [Fact]
    public void A_phone_hears_that_its_transfer_failed_and_rings_again()
    {
        _garage.PhoneUp(Anna, Bram, Sanne);
        var call = _garage.PhoneDial(Anna, "202");
        _garage.PickUp(Bram, call);
        var (onward, recall) = _garage.NewPair();
        _garage.Post(new SwitchboardInput.LegTransferred(LegId.OfCaller(call), Anna.DeskPhone, "203", onward, recall));

        _garage.Post(new SwitchboardInput.LegFailed(_garage.LegOf(Sanne.DeskPhone, onward), LegCause.Busy, 486));

        Assert.Equal(TransferStage.Failed, _garage.Ears.Told[^1].Stage);
        _garage.AssertTalking(_garage.PickUp(Anna, recall).Media, _garage.LegOf(Bram.DeskPhone, recall).Media);
    }
}
