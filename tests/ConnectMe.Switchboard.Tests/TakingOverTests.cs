using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Joost supervises the call of Bram with Anna, and takes Bram's place in it.</summary>
public class TakingOverTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Joost => _garage.Joost;

    [Theory]
    [InlineData(SupervisionMode.Listen)]
    [InlineData(SupervisionMode.Whisper)]
    [InlineData(SupervisionMode.Barge)]
    public void The_other_party_hears_the_supervisor_and_nothing_in_between_and_the_colleague_nobody(SupervisionMode mode)
    {
        var call = _garage.Connected(Anna, Bram);
        var own = Supervise(mode);
        var beeps = _garage.Ears.Beeps.Count;

        var (effects, next) = TakeOver(own);

        _garage.AssertTalking(Anna, Joost);
        _garage.AssertSilence(Bram);
        Assert.Empty(_garage.Ears.Mixed);
        Assert.Equal(beeps, _garage.Ears.Beeps.Count);
        Assert.DoesNotContain(effects, effect => effect is SwitchboardEffect.Play or SwitchboardEffect.RingLeg);
        Assert.Single(effects.OfType<SwitchboardEffect.Connect>());
        Assert.Equal(LegCause.Normal, Assert.Single(effects.OfType<SwitchboardEffect.EndLeg>()).Why); // Bram's alone
        Assert.Equal((CallOutcome.TakenOver, CallOutcome.Completed), (_garage.OutcomeOf(call), _garage.OutcomeOf(own)));
        Assert.True(
            _garage.CallOf(Joost) is { State: CallState.Active, OtherName: "Anna de Vries", Supervises: null } his && his.Id == next
        );
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Active, OtherName: "Joost Visser", Outgoing: true });
        Assert.True(_garage.CallOf(Bram) is { State: CallState.Ended, Outcome: CallOutcome.TakenOver, TakenOverBy: "Joost Visser" });
    }

    [Fact]
    public void The_records_say_who_took_over_from_whom_and_show_it_as_one_call()
    {
        var call = _garage.Connected(Anna, Bram);
        var own = Supervise(SupervisionMode.Listen);

        var (_, next) = TakeOver(own);

        Assert.Equal([new CallTaken(call.Value, _garage.Now, Joost.Id.Value, "Joost Visser")], _garage.Ears.Of(call).OfType<CallTaken>());
        var placed = Assert.Single(_garage.Ears.Of(next).OfType<CallPlaced>());
        Assert.Equal((call.Value, (Guid?)Bram.Id.Value), (placed.TransferOf, placed.TransferredBy));
        Assert.Equal((Anna.Id.Value, Joost.Id.Value), (placed.CallerId, placed.CalleeId));
        Assert.True(placed.CallerContinues);
        Assert.Null(placed.CalleeContinues); // he was in none of it before
        Assert.Equal(Joost.Id.Value, Assert.Single(_garage.Ears.Of(next).OfType<CallAnswered>()).UserId);
    }

    [Fact]
    public void Who_called_is_taken_over_too_and_somebody_outside_stays_on_their_trunk_and_account()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Bram, Joost);
        var call = _garage.Dial(Bram, "020 1234567");
        var (outside, _) = _garage.OutsideLegOf(call);
        _garage.Post(new SwitchboardInput.LegAnswered(outside));
        var own = Supervise(SupervisionMode.Listen);

        var (effects, next) = TakeOver(own);

        _garage.AssertTalking(Joost.Line.Media, outside.Media);
        Assert.DoesNotContain(outside, effects.OfType<SwitchboardEffect.EndLeg>().Select(end => end.Leg));
        Assert.True(_garage.CallOf(Joost) is { Outgoing: true, OtherIsOutside: true, OtherNumber: "020 123 4567" });
        Assert.Equal(Bram.Id.Value, Assert.Single(_garage.Ears.Of(next).OfType<CallPlaced>()).TransferredBy);
        _garage.Dial(Bram, "030 1234567");
        Assert.Null(_garage.CallsOf(Bram).Notice);
        _garage.HangUp(Bram, _garage.CallsOf(Bram).Calls[^1].Id);

        _garage.Post(new SwitchboardInput.LegEnded(outside));
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(next));
    }

    [Fact]
    public void What_was_on_hold_muted_or_recorded_by_the_other_stays_so_and_other_supervisors_are_out_of_it()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Mute(Anna, call);
        var own = Supervise(SupervisionMode.Listen);
        _garage.Hold(Anna, call);

        var (_, next) = TakeOver(own);

        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Joost.Line));
        _garage.AssertSilence(Bram);
        _garage.Resume(Anna, next);
        Assert.Null(_garage.Ears.HeardBy(Joost.Line)); // she is muted
        Assert.Equal(Joost.Line, _garage.Ears.HeardBy(Anna.Line));
    }

    [Fact]
    public void It_is_an_ordinary_call_then_and_a_crash_does_not_end_it()
    {
        _garage.Connected(Anna, Bram);
        var (_, next) = TakeOver(Supervise(SupervisionMode.Barge));
        Assert.Contains(next, _garage.Ears.Kept);

        _garage.Up(_garage.Sanne);
        var onward = _garage.Transfer(Joost, next, "203");
        _garage.Answer(_garage.Sanne, onward);

        _garage.AssertTalking(Anna, _garage.Sanne);
    }

    [Fact]
    public void Not_from_hold_not_in_a_conference_and_by_nobody_else()
    {
        var call = _garage.Connected(Anna, Bram);
        var own = Supervise(SupervisionMode.Listen);
        _garage.Hold(Joost, own);
        TakeOver(own);
        Assert.Equal(NoticeCause.TakeOverNotNow, _garage.CallsOf(Joost).Notice!.Cause);
        Assert.Equal([Bram.Line.Media], _garage.Ears.AllHeardBy(Anna.Line.Media));
        _garage.Resume(Joost, own);
        Assert.Empty(_garage.Post(new SwitchboardInput.TakeOver(own, Anna.Id, _garage.NewPair().Onward)));
        Assert.Empty(_garage.Post(new SwitchboardInput.TakeOver(call, Bram.Id, _garage.NewPair().Onward)));
        Assert.True(_garage.CallOf(Joost).CanBeTakenOver);
        Assert.False(_garage.CallOf(Bram).CanBeTakenOver);
        _garage.HangUp(Joost, own);

        _garage.Up(_garage.Sanne);
        var (first, other) = _garage.NewPair();
        var invited = _garage.NewPair().Onward;
        _garage.Post(new SwitchboardInput.Invite(call, Anna.Id, "203", first, other, invited));
        _garage.Answer(_garage.Sanne, invited);
        own = Supervise(SupervisionMode.Listen);
        Assert.False(_garage.CallOf(Joost).CanBeTakenOver);
        TakeOver(own);
        Assert.Equal(NoticeCause.TakeOverNotNow, _garage.CallsOf(Joost).Notice!.Cause);
    }

    CallId Supervise(SupervisionMode mode)
    {
        _garage.Up(Joost);
        var own = _garage.NewPair().Onward;
        _garage.Post(new SwitchboardInput.Supervise(own, Joost.Id, Joost.Line, "202", mode));
        return own;
    }

    (IReadOnlyList<SwitchboardEffect> Effects, CallId Next) TakeOver(CallId own)
    {
        var next = _garage.NewPair().Onward;
        return (_garage.Post(new SwitchboardInput.TakeOver(own, Joost.Id, next)), next);
    }
}
