using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class LineTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    [Spec("R3", "B23")]
    public void While_a_line_is_lost_the_other_hears_music_and_the_call_waits()
    {
        _garage.Connected(Anna, Bram);

        _garage.Down(Bram);

        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Anna.Line));
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Active, OtherAway: true });
    }

    [Fact]
    [Spec("R3", "B23")]
    public void A_line_that_comes_back_takes_its_call_up_again_muted_as_it_was()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Mute(Bram, call);
        _garage.Down(Bram);
        _garage.Wait(29.9);

        _garage.Up(Bram);

        Assert.Equal(Anna.Line, _garage.Ears.HeardBy(Bram.Line));
        Assert.Null(_garage.Ears.HeardBy(Anna.Line));
        Assert.Null(_garage.Ears.PlayedTo(Anna.Line));
        _garage.Mute(Bram, call, on: false);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("R3")]
    public void A_line_replaced_without_a_goodbye_goes_on_too()
    {
        _garage.Connected(Anna, Bram);

        _garage.Up(Bram);

        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("R3")]
    public void A_held_call_is_still_held_after_a_reload_on_either_side()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Hold(Anna, call);
        foreach (var who in new[] { Anna, Bram })
        {
            _garage.Down(who);
            _garage.Up(who);
        }

        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
        _garage.Resume(Anna, call);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("R3")]
    public void After_thirty_seconds_the_call_is_lost()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Down(Bram);

        _garage.Wait(30);

        Assert.Equal(CallOutcome.LineLost, _garage.OutcomeOf(call));
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Ended, Outcome: CallOutcome.LineLost });
        _garage.Wait(10);
        Assert.Empty(_garage.Ears.Legs);
        Assert.Equal(0, _garage.Count);
    }

    [Fact]
    [Spec("R3")]
    public void A_caller_who_reloads_while_it_rings_hears_ringback_again()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Down(Anna);
        _garage.Up(Anna);

        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Anna.Line));
        _garage.Answer(Bram, call);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void A_callee_who_reloads_while_it_rings_can_answer()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Down(Bram);
        Assert.Empty(_garage.Ears.RingingLines);
        _garage.Up(Bram);
        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);

        _garage.Answer(Bram, call);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void A_browser_that_opens_while_it_rings_rings_too()
    {
        _garage.Up(Anna, Bram);
        _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.LineUp(Bram.HomeLine, Bram.Id));

        Assert.Equal(2, _garage.Ears.RingingLines.Count());
    }

    [Fact]
    [Spec("M15-02")]
    public void Who_signs_out_is_not_rung_any_more()
    {
        _garage.Up(Anna, Bram);
        _garage.SignOut(Bram);

        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(_garage.Dial(Anna, Bram)));
    }

    [Fact]
    [Spec("M15-02")]
    public void Signing_out_while_it_rings_ends_the_ringing()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.SignOut(Bram);

        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("M15-02")]
    public void Signing_out_when_the_line_is_lost_already_ends_the_ringing_too()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);
        _garage.Down(Bram);

        _garage.SignOut(Bram);

        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("M15-02")]
    public void Signing_out_of_a_line_that_never_came_up_ends_the_ringing_too()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);
        _garage.Down(Bram);

        _garage.Post(new SwitchboardInput.LineDown(Bram.HomeLine, Bram.Id, SignedOut: true));

        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("M15-02")]
    public void Signing_out_of_one_browser_leaves_the_other_ringing()
    {
        _garage.Up(Anna, Bram);
        _garage.Post(new SwitchboardInput.LineUp(Bram.HomeLine, Bram.Id));
        _garage.Dial(Anna, Bram);

        _garage.SignOut(Bram);

        Assert.Equal([Bram.HomeLine], _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("M15-02")]
    public void Signing_out_ends_the_calls_of_that_line_at_once()
    {
        var call = _garage.Connected(Anna, Bram);

        _garage.SignOut(Bram);

        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
        _garage.AssertSilence(Anna);
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    public void A_line_that_is_another_persons_now_brings_no_calls_with_it()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Down(Bram);

        _garage.Post(new SwitchboardInput.LineUp(Bram.Line, _garage.Sanne.Id));

        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
        Assert.Empty(_garage.CallsOf(_garage.Sanne).Calls);
    }

    [Fact]
    [Spec("B2")]
    public void A_user_is_told_when_a_line_comes_and_goes()
    {
        var up = _garage.Post(new SwitchboardInput.LineUp(Anna.Line, Anna.Id));
        Assert.Equal([Anna.Line], _garage.CallsOf(Anna).LinesUp);
        var down = _garage.Post(new SwitchboardInput.LineDown(Anna.Line, Anna.Id, SignedOut: false));
        Assert.Empty(_garage.CallsOf(Anna).LinesUp);

        Assert.All([up, down], effects => Assert.Contains(effects, e => e is SwitchboardEffect.Announce { Topics: ["line"] }));
    }

    [Fact]
    public void A_line_that_cannot_ring_leaves_the_callee_unreachable()
    {
        _garage.RingsAtOnce = false;
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.LegFailed(new LegId(call, 1)));

        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
    }
}
