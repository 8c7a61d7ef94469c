using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>The server is killed in the middle of calls (R2).</summary>
[Spec("R2")]
public class SurvivalTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    public void Two_browsers_talk_again_as_soon_as_both_lines_are_up_again()
    {
        var call = _garage.Connected(Anna, Bram);

        _garage.Crash();
        Assert.Equal(CallState.Active, _garage.CallOf(Anna).State);
        Assert.True(_garage.CallOf(Anna).OtherAway);
        _garage.Up(Anna);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Anna.Line));
        _garage.Up(Bram);

        _garage.AssertTalking(Anna, Bram);
        Assert.Empty(_garage.Ears.RingingLines);
        _garage.HangUp(Anna, call);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
        Assert.Empty(_garage.Ears.Kept);
    }

    [Fact]
    public void A_phone_is_asked_to_go_on_and_talks_again_when_it_does()
    {
        _garage.PhoneUp(Bram);
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Bram);
        var leg = _garage.PickUp(Bram, call);

        _garage.Crash();
        _garage.Up(Anna);
        Assert.Equal([leg], _garage.Ears.Asked);
        _garage.Post(new SwitchboardInput.LegRevived(leg));

        _garage.AssertTalking(Anna.Line.Media, leg.Media);
        _garage.Post(new SwitchboardInput.LegEnded(leg));
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
    }

    [Fact]
    public void Who_does_not_come_back_ends_the_call_as_a_failure_of_the_server_and_the_other_is_told()
    {
        _garage.PhoneUp(Bram);
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Bram);
        var leg = _garage.PickUp(Bram, call);

        _garage.Crash();
        _garage.Post(new SwitchboardInput.LegRevived(leg));
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(leg.Media));
        _garage.Wait(Telephony.Switching.Switchboard.AwayTime);

        Assert.Equal(CallOutcome.Interrupted, _garage.OutcomeOf(call));
        Assert.Equal(LegCause.Unavailable, _garage.Ears.Ended[leg]);
        _garage.Wait(10);
        Assert.Equal(0, _garage.Count);
    }

    [Fact]
    public void A_phone_that_knows_nothing_of_the_call_any_more_ends_it_as_a_failure_of_the_server()
    {
        _garage.PhoneUp(Bram);
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Bram);
        var leg = _garage.PickUp(Bram, call);

        _garage.Crash();
        _garage.Up(Anna);
        _garage.Post(new SwitchboardInput.LegEnded(leg, LegCause.Lost));

        Assert.Equal(CallOutcome.Interrupted, _garage.OutcomeOf(call));
    }

    [Fact]
    public void A_held_and_a_muted_call_are_so_afterwards()
    {
        var held = _garage.Connected(Anna, Bram);
        _garage.Hold(Anna, held);
        _garage.Up(Sanne);
        var talked = _garage.Dial(Anna, Sanne);
        _garage.Answer(Sanne, talked);
        _garage.Mute(Anna, talked);

        _garage.Crash();
        _garage.Up(Anna, Bram, Sanne);

        Assert.Equal([CallState.Held, CallState.Active], _garage.CallsOf(Anna).Calls.Select(call => call.State));
        Assert.True(_garage.Ears.IsMuted(Anna.Line.Media));
        Assert.Equal(Sanne.Line, _garage.Ears.HeardBy(Anna.Line));
        Assert.Null(_garage.Ears.HeardBy(Sanne.Line));
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
        _garage.HangUp(Anna, talked);
        _garage.Resume(Anna, held);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void A_line_that_was_up_before_the_calls_came_in_talks_at_once()
    {
        _garage.Connected(Anna, Bram);
        var kept = Assert.Single(_garage.Ears.Kept.Values);
        var next = new Garage();
        next.Ears.Expect(kept);
        next.Up(Anna, Bram);

        next.Post(new SwitchboardInput.CallsSurvived([kept]));

        next.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void A_call_that_rings_does_not_survive()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Crash();
        _garage.Up(Anna, Bram);

        Assert.Empty(_garage.CallsOf(Anna).Calls);
        Assert.Equal(CallOutcome.Interrupted, _garage.OutcomeOf(call));
    }

    [Fact]
    public void A_call_that_was_handed_on_survives_as_what_it_became()
    {
        _garage.PhoneUp(Bram);
        _garage.Up(Anna, Sanne);
        var first = _garage.Dial(Anna, Bram);
        var leg = _garage.PickUp(Bram, first);
        var onward = _garage.Transfer(Anna, first, Sanne.Extension);
        _garage.Answer(Sanne, onward);
        Assert.Equal(onward, Assert.Single(_garage.Ears.Kept.Keys));

        _garage.Crash();
        _garage.Up(Sanne);
        _garage.Post(new SwitchboardInput.LegRevived(leg));

        _garage.AssertTalking(Sanne.Line.Media, leg.Media);
        _garage.Post(new SwitchboardInput.LegEnded(leg));
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(onward));
    }

    [Fact]
    public void A_call_to_outside_counts_on_for_who_pays_it()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Anna);
        for (var number = 1; number <= DialGuard.AtOncePerPerson; number++)
        {
            var call = _garage.Dial(Anna, FormattableString.Invariant($"06 1234567{number}"));
            _garage.Post(new SwitchboardInput.LegAnswered(_garage.OutsideLegOf(call).Leg));
        }

        _garage.Crash();
        _garage.Up(Anna);
        _garage.Dial(Anna, "06 12345679");

        Assert.Equal(NoticeCause.TooManyOutside, _garage.CallsOf(Anna).Notice?.Cause);
    }

    [Fact]
    public void Who_is_handed_on_before_they_came_back_and_never_does_rings_nobody_again()
    {
        _garage.PhoneUp(Bram);
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Bram);
        _garage.PickUp(Bram, call);
        _garage.Crash();
        _garage.Up(Anna, Sanne);

        var onward = _garage.Transfer(Anna, call, Sanne.Extension);
        _garage.Wait(Telephony.Switching.Switchboard.AwayTime);

        Assert.Equal(CallOutcome.Interrupted, _garage.OutcomeOf(onward));
        Assert.Empty(_garage.Ears.Ringing);
    }

    [Fact]
    public void It_survives_two_crashes()
    {
        _garage.Connected(Anna, Bram);
        _garage.Crash();
        _garage.Up(Anna);
        _garage.Crash();
        _garage.Up(Anna, Bram);

        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void Who_waits_in_a_queue_waits_on_at_their_place_and_who_does_not_come_back_has_left_it()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Have(Garage.WorkshopOf(Bram.Id));
        var first = _garage.WaitsFromOutside("0301234567");
        _garage.Wait(10);
        var second = _garage.WaitsFromOutside("0307654321");

        _garage.Crash();

        Assert.Equal([first.Value, second.Value], _garage.QueueNow(Garage.Workshop).Waiting.Select(waiting => waiting.Call));
        Assert.Equal(TimeSpan.FromSeconds(10), _garage.Now - _garage.QueueNow(Garage.Workshop).Waiting[0].Since);
        _garage.Up(Bram);
        Assert.Empty(_garage.Ears.RingingLines); // nobody is there yet with whom an agent could talk
        _garage.Post(new SwitchboardInput.LegRevived(LegId.OfCaller(first)));
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(LegId.OfCaller(first).Media));
        _garage.Answer(Bram, _garage.CallOf(Bram).Id);
        Assert.Equal(Bram.Line.Media, _garage.Ears.HeardBy(LegId.OfCaller(first).Media));

        _garage.Wait(31);
        Assert.Equal(CallOutcome.Interrupted, _garage.OutcomeOf(second));
        Assert.Equal((Telephony.Contracts.QueueCallEnd.Interrupted, null), _garage.LeftQueue(second));
    }

    [Fact]
    public void Who_waited_in_a_queue_that_is_no_more_is_cut_off()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Have(Garage.WorkshopOf(Bram.Id));
        var waiting = _garage.WaitsFromOutside("0301234567");
        var kept = _garage.Ears.Kept[waiting];

        var other = new Garage();
        other.Set(PaperSettings.Standard);
        other.Ears.Expect(kept);
        other.Post(new SwitchboardInput.CallsSurvived([kept]));

        Assert.Equal(CallOutcome.Interrupted, other.OutcomeOf(waiting));
        Assert.Empty(other.Ears.Legs);
    }
}
