using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Anna talks with Bram, and moves the call to her browser at home or to her desk phone.</summary>
public class MovingTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    [Spec("M1.1-06", "M6.4.12-01")]
    public void The_other_browser_rings_and_the_call_goes_on_until_it_is_answered_there()
    {
        var call = AnnaHasTwoBrowsers();
        Assert.Equal([Anna.HomeBrowser], _garage.CallOf(Anna).MovesTo.Select(device => device.At));

        _garage.Move(Anna, call, Anna.HomeBrowser);

        Assert.Equal([Anna.HomeLine], _garage.Ears.RingingLines);
        Assert.Equal(new ShownCaller("202", "Bram Hofstra", Anonymous: false), _garage.Ears.Shown[_garage.LegOf(Anna.HomeBrowser, call)]);
        Assert.Equal(Anna.HomeBrowser, _garage.CallOf(Anna).Moving!.At);
        _garage.AssertTalking(Anna, Bram);

        AnswerAtHome(call);

        AssertTalksAtHome();
        _garage.AssertSilence(Anna);
        Assert.True(
            _garage.CallOf(Anna) is { State: CallState.Active, Moving: null } view && view.Id == call && view.Line == Anna.HomeLine
        );
    }

    [Fact]
    [Spec("M1.1-06", "M6.4.12-01")]
    public void The_other_party_hears_no_music_and_nothing_stands_between_the_old_bridge_and_the_new()
    {
        var call = AnnaHasTwoBrowsers();
        _garage.Move(Anna, call, Anna.HomeBrowser);

        var effects = _garage.Post(new SwitchboardInput.Answer(call, Anna.Id, Anna.HomeLine));

        Assert.Single(effects.OfType<SwitchboardEffect.Disconnect>());
        Assert.Single(effects.OfType<SwitchboardEffect.Connect>());
        Assert.DoesNotContain(effects, effect => effect is SwitchboardEffect.Play or SwitchboardEffect.MoveLeg);
        Assert.Equal(LegCause.Normal, _garage.Ears.Ended[LegId.OfCaller(call)]);
        Assert.Equal(
            [typeof(CallPlaced), typeof(CallAnswered), typeof(CallMoved)],
            _garage.Ears.Of(call).Select(happened => happened.GetType())
        );
    }

    [Fact]
    [Spec("M1.1-06", "M6.4.12-01")]
    public void To_the_desk_phone_and_back()
    {
        _garage.PhoneUp(Anna);
        var call = _garage.Connected(Anna, Bram);

        _garage.Move(Anna, call, Anna.DeskPhone);
        Assert.Equal([Anna.Phone], _garage.Ears.RingingPhones);
        var phone = _garage.PickUp(Anna, call);

        _garage.AssertTalking(phone.Media, Bram.Line.Media);
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Active, Line: null, Device: DeviceKind.Phone });
        Assert.Equal([new Endpoint.Browser(Anna.Line)], _garage.CallOf(Anna).MovesTo.Select(device => device.At));

        _garage.Move(Anna, call, new Endpoint.Browser(Anna.Line));
        _garage.Answer(Anna, call);

        _garage.AssertTalking(Anna, Bram);
        Assert.Equal(LegCause.Normal, _garage.Ears.Ended[phone]);
        _garage.HangUp(Anna, call);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("M6.4.12-01")]
    public void Who_was_called_moves_the_call_too_and_each_leg_is_of_its_side()
    {
        _garage.PhoneUp(Anna, Bram);
        var call = _garage.Connected(Anna, Bram);

        _garage.Move(Bram, call, Bram.DeskPhone);
        var brams = _garage.PickUp(Bram, call);
        _garage.Move(Anna, call, Anna.DeskPhone);
        var annas = _garage.PickUp(Anna, call);

        _garage.AssertTalking(annas.Media, brams.Media);
        Assert.True(annas.IsOfCaller);
        Assert.False(brams.IsOfCaller);
        Assert.NotEqual(annas.Media, brams.Media);
    }

    [Fact]
    [Spec("M6.4.12-02")]
    public void With_no_other_device_there_is_nothing_to_move_to()
    {
        var call = _garage.Connected(Anna, Bram);
        Assert.Empty(_garage.CallOf(Anna).MovesTo);

        _garage.PhoneUp(Anna);
        Assert.Equal([Anna.DeskPhone], _garage.CallOf(Anna).MovesTo.Select(device => device.At));
        Assert.Empty(_garage.CallOf(Bram).MovesTo);
        _garage.Post(new SwitchboardInput.DeviceDown(Anna.Phone));
        Assert.Empty(_garage.CallOf(Anna).MovesTo);

        _garage.Move(Anna, call, Anna.DeskPhone);
        Assert.Equal(NoticeCause.MoveUnreachable, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Empty(_garage.Ears.Ringing);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("M6.4.12-01")]
    public void Not_answered_in_half_a_minute_the_call_goes_on_where_it_was()
    {
        var call = AnnaHasTwoBrowsers();
        _garage.Move(Anna, call, Anna.HomeBrowser);

        _garage.Wait(29.9);
        Assert.Equal([Anna.HomeLine], _garage.Ears.RingingLines);
        _garage.Wait(0.2);

        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Equal(NoticeCause.MoveNotAnswered, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.AssertTalking(Anna, Bram);
        AnswerAtHome(call);
        _garage.AssertTalking(Anna, Bram);
    }

    [Theory]
    [Spec("M6.4.12-01")]
    [InlineData(LegCause.Refused, nameof(NoticeCause.MoveRefused))]
    [InlineData(LegCause.Busy, nameof(NoticeCause.MoveRefused))]
    [InlineData(LegCause.Timeout, nameof(NoticeCause.MoveUnreachable))]
    [InlineData(LegCause.Unreachable, nameof(NoticeCause.MoveUnreachable))]
    public void A_phone_that_does_not_take_it_leaves_the_call_where_it_was(LegCause cause, string said)
    {
        _garage.PhoneUp(Anna);
        var call = _garage.Connected(Anna, Bram);
        _garage.Move(Anna, call, Anna.DeskPhone);

        _garage.Post(new SwitchboardInput.LegFailed(_garage.LegOf(Anna.DeskPhone, call), cause));

        Assert.Equal(said, _garage.CallsOf(Anna).Notice!.Cause.ToString());
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("M6.4.12-01")]
    public void Refused_at_the_other_browser_or_lost_with_it_the_call_goes_on_where_it_was()
    {
        var call = AnnaHasTwoBrowsers();
        _garage.Move(Anna, call, Anna.HomeBrowser);
        _garage.Refuse(Anna, call);
        Assert.Equal(NoticeCause.MoveRefused, _garage.CallsOf(Anna).Notice!.Cause);

        _garage.Move(Anna, call, Anna.HomeBrowser);
        _garage.Post(new SwitchboardInput.LineDown(Anna.HomeLine, Anna.Id, SignedOut: false));

        Assert.Equal(NoticeCause.MoveUnreachable, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Empty(_garage.Ears.Ringing);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void Who_changes_their_mind_stops_the_other_device_without_a_word()
    {
        var call = AnnaHasTwoBrowsers();
        _garage.Move(Anna, call, Anna.HomeBrowser);

        _garage.Post(new SwitchboardInput.StopMoving(call, Anna.Id));

        Assert.Empty(_garage.Ears.Ringing);
        Assert.Null(_garage.CallsOf(Anna).Notice);
        _garage.AssertTalking(Anna, Bram);
        Assert.Null(_garage.NextTimeout);
    }

    [Fact]
    public void A_browser_that_comes_up_anew_while_it_rings_is_rung_again()
    {
        var call = AnnaHasTwoBrowsers();
        _garage.Move(Anna, call, Anna.HomeBrowser);

        Up(Anna.HomeLine);
        AnswerAtHome(call);

        AssertTalksAtHome();
    }

    [Fact]
    public void Hanging_up_or_handing_on_stops_the_device_that_rings()
    {
        var call = AnnaHasTwoBrowsers();
        _garage.Move(Anna, call, Anna.HomeBrowser);
        _garage.HangUp(Bram, call);
        Assert.Empty(_garage.Ears.Ringing);
        _garage.Wait(10);

        _garage.Up(Sanne);
        call = _garage.Dial(Anna, Bram);
        _garage.Answer(Bram, call);
        _garage.Move(Anna, call, Anna.HomeBrowser);
        _garage.Transfer(Anna, call, "203");

        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
    }

    [Fact]
    public void A_held_call_is_talked_in_when_it_is_answered_elsewhere_and_the_one_talked_in_waits()
    {
        var held = AnnaHasTwoBrowsers();
        _garage.Up(Sanne);
        var other = _garage.Dial(Anna, Sanne);
        _garage.Answer(Sanne, other);

        _garage.Move(Anna, held, Anna.HomeBrowser);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
        AnswerAtHome(held);

        AssertTalksAtHome();
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Sanne.Line));
        Assert.Equal(CallState.Held, _garage.CallsOf(Anna).Calls.Single(view => view.Id == other).State);
    }

    [Fact]
    public void Muted_and_on_hold_by_the_other_it_stays_so()
    {
        var call = AnnaHasTwoBrowsers();
        _garage.Mute(Anna, call);
        _garage.Hold(Bram, call);

        _garage.Move(Anna, call, Anna.HomeBrowser);
        AnswerAtHome(call);

        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Anna.HomeLine));
        _garage.AssertSilence(Anna);
        _garage.Resume(Bram, call);
        Assert.True(_garage.Ears.IsMuted(Anna.HomeLine.Media));
        Assert.Null(_garage.Ears.HeardBy(Bram.Line));
        Assert.Equal(Bram.Line, _garage.Ears.HeardBy(Anna.HomeLine));
    }

    [Fact]
    public void A_call_whose_browser_is_lost_is_taken_up_at_the_phone()
    {
        _garage.PhoneUp(Anna);
        var call = _garage.Connected(Anna, Bram);
        _garage.Move(Anna, call, Anna.DeskPhone);
        _garage.Down(Anna);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));

        var phone = _garage.PickUp(Anna, call);

        _garage.AssertTalking(phone.Media, Bram.Line.Media);
        _garage.Wait(60);
        _garage.AssertTalking(phone.Media, Bram.Line.Media);
    }

    [Fact]
    public void A_conference_and_a_call_that_asks_somebody_first_stay_where_they_are()
    {
        var call = AnnaHasTwoBrowsers();
        _garage.Up(Sanne);
        _garage.Move(Anna, call, Anna.HomeBrowser);
        var asked = _garage.Consult(Anna, call, "203");
        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
        _garage.Answer(Sanne, asked);
        Assert.All(_garage.CallsOf(Anna).Calls, view => Assert.Empty(view.MovesTo));
        _garage.Move(Anna, asked, Anna.HomeBrowser);
        Assert.Equal(NoticeCause.MoveNotNow, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.HangUp(Sanne, asked);
        _garage.Resume(Anna, call);

        var (own, other) = _garage.NewPair();
        _garage.Post(new SwitchboardInput.Invite(call, Anna.Id, "203", own, other, _garage.NewPair().Onward));
        _garage.Move(Anna, own, Anna.HomeBrowser);

        Assert.Equal(NoticeCause.MoveNotNow, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.DoesNotContain(Anna.HomeLine, _garage.Ears.RingingLines);
    }

    [Fact]
    public void Nobody_moves_a_call_to_a_device_of_somebody_else_or_a_call_of_others()
    {
        var call = AnnaHasTwoBrowsers();
        _garage.Up(Sanne);
        _garage.PhoneUp(Sanne);

        _garage.Move(Anna, call, new Endpoint.Browser(Sanne.Line));
        _garage.Move(Anna, call, Sanne.DeskPhone);
        _garage.Move(Anna, call, new Endpoint.Phone(Sanne.Phone, Anna.Id));
        _garage.Move(Anna, call, new Endpoint.Trunk(new TrunkId(PaperSettings.TrunkId(1)), "+31201234567"));
        _garage.Move(Sanne, call, Sanne.DeskPhone);

        Assert.Empty(_garage.Ears.Ringing);
        Assert.Null(_garage.CallsOf(Sanne).Notice);
        _garage.AssertTalking(Anna, Bram);
    }

    CallId AnnaHasTwoBrowsers()
    {
        Up(Anna.HomeLine);
        return _garage.Connected(Anna, Bram);
    }

    void Up(LineId line) => _garage.Post(new SwitchboardInput.LineUp(line, Anna.Id));

    void AnswerAtHome(CallId call) => _garage.Post(new SwitchboardInput.Answer(call, Anna.Id, Anna.HomeLine));

    void AssertTalksAtHome() => _garage.AssertTalking(Anna.HomeLine.Media, Bram.Line.Media);
}
