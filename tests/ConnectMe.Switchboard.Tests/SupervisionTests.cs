using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Joost may supervise. Bram is the colleague whose call with Anna it is.</summary>
public class SupervisionTests
{
    readonly Garage _garage = new();

    [Fact]
    public void Who_listens_in_hears_both_and_neither_hears_them_or_sees_it()
    {
        var call = _garage.Connected(_garage.Anna, _garage.Bram);
        var seen = _garage.CallOf(_garage.Bram);
        Supervise(SupervisionMode.Listen);

        AssertHears(_garage.Joost, _garage.Anna, _garage.Bram);
        AssertHears(_garage.Anna, _garage.Bram);
        AssertHears(_garage.Bram, _garage.Anna);
        Assert.Equal(seen, _garage.CallOf(_garage.Bram));
        Assert.Empty(_garage.Ears.Beeps);
        Assert.Equal(
            ("Bram Hofstra", (SupervisionMode?)SupervisionMode.Listen),
            (_garage.CallOf(_garage.Joost).OtherName, _garage.CallOf(_garage.Joost).Supervises)
        );
        Assert.Equal(
            [new CallSupervised(call.Value, _garage.Now, _garage.Joost.Id.Value, _garage.Bram.Id.Value, SupervisionMode.Listen)],
            _garage.Ears.Of(call).OfType<CallSupervised>()
        );
    }

    [Fact]
    public void A_whisper_is_heard_by_the_colleague_alone()
    {
        _garage.Connected(_garage.Anna, _garage.Bram);
        Supervise(SupervisionMode.Whisper);

        AssertHears(_garage.Bram, _garage.Anna, _garage.Joost);
        AssertHears(_garage.Anna, _garage.Bram);
        AssertHears(_garage.Joost, _garage.Anna, _garage.Bram);
        Assert.Empty(_garage.Ears.Beeps);
    }

    [Fact]
    public void Who_barges_in_is_announced_by_a_tone_and_heard_by_both()
    {
        var call = _garage.Connected(_garage.Anna, _garage.Bram);
        var own = Supervise(SupervisionMode.Listen);
        _garage.Post(new SwitchboardInput.ChangeSupervision(own, _garage.Joost.Id, SupervisionMode.Barge));

        AssertHears(_garage.Anna, _garage.Bram, _garage.Joost);
        AssertHears(_garage.Bram, _garage.Anna, _garage.Joost);
        Assert.Equal([_garage.Anna.Line.Media, _garage.Bram.Line.Media], _garage.Ears.Beeps);
        Assert.Equal(
            [SupervisionMode.Listen, SupervisionMode.Barge],
            _garage.Ears.Of(call).OfType<CallSupervised>().Select(supervised => supervised.Mode)
        );
    }

    [Fact]
    public void When_the_supervisor_goes_the_two_go_on_as_before()
    {
        _garage.Connected(_garage.Anna, _garage.Bram);
        var own = Supervise(SupervisionMode.Barge);
        _garage.HangUp(_garage.Joost, own);

        _garage.AssertTalking(_garage.Anna, _garage.Bram);
        Assert.Empty(_garage.Ears.Mixed);
        _garage.AssertSilence(_garage.Joost);
    }

    [Fact]
    [Spec("W3")]
    public void Who_loses_the_right_while_listening_in_hears_no_more_at_once()
    {
        _garage.Connected(_garage.Anna, _garage.Bram);
        var own = Supervise(SupervisionMode.Barge);
        var staff = _garage.Staff();
        _garage.Post(staff with { People = [.. staff.People.Select(person => person with { IsAdministrator = false })] });

        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(own));
        _garage.AssertTalking(_garage.Anna, _garage.Bram);
        _garage.AssertSilence(_garage.Joost);
    }

    [Fact]
    public void When_the_call_ends_or_is_handed_on_its_supervision_ends()
    {
        var call = _garage.Connected(_garage.Anna, _garage.Bram);
        _garage.Up(_garage.Sanne);
        var own = Supervise(SupervisionMode.Listen);
        _garage.Transfer(_garage.Bram, call, "203");

        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(own));
        Assert.Empty(_garage.Ears.Mixed);
    }

    [Fact]
    public void On_hold_the_supervisor_hears_nobody_and_the_held_party_hears_music()
    {
        var call = _garage.Connected(_garage.Anna, _garage.Bram);
        Supervise(SupervisionMode.Barge);
        _garage.Hold(_garage.Bram, call);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(_garage.Anna.Line));
        AssertHears(_garage.Joost);

        _garage.Resume(_garage.Bram, call);
        AssertHears(_garage.Joost, _garage.Anna, _garage.Bram);
    }

    [Fact]
    public void A_member_of_a_conference_is_supervised_within_it()
    {
        var call = _garage.Connected(_garage.Anna, _garage.Bram);
        _garage.Up(_garage.Sanne);
        var (own, other) = _garage.NewPair();
        var invited = _garage.NewPair().Onward;
        _garage.Post(new SwitchboardInput.Invite(call, _garage.Anna.Id, "203", own, other, invited));
        _garage.Answer(_garage.Sanne, invited);

        var supervision = Supervise(SupervisionMode.Whisper);

        AssertHears(_garage.Bram, _garage.Anna, _garage.Sanne, _garage.Joost);
        AssertHears(_garage.Sanne, _garage.Anna, _garage.Bram);
        AssertHears(_garage.Joost, _garage.Anna, _garage.Bram, _garage.Sanne);

        _garage.HangUp(_garage.Bram, other);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(supervision));
        AssertHears(_garage.Sanne, _garage.Anna);
    }

    [Fact]
    public void Only_who_has_the_right_supervises_and_only_a_conversation_of_others()
    {
        _garage.Up(_garage.Sanne, _garage.Joost);
        _garage.Connected(_garage.Anna, _garage.Bram);
        _garage.Post(
            new SwitchboardInput.Supervise(_garage.NewPair().Onward, _garage.Sanne.Id, _garage.Sanne.Line, "202", SupervisionMode.Listen)
        );
        Assert.Equal(NoticeCause.SuperviseNotAllowed, _garage.CallsOf(_garage.Sanne).Notice!.Cause);
        _garage.AssertTalking(_garage.Anna, _garage.Bram);

        _garage.Post(
            new SwitchboardInput.Supervise(_garage.NewPair().Onward, _garage.Joost.Id, _garage.Joost.Line, "203", SupervisionMode.Listen)
        );
        Assert.Equal(NoticeCause.SuperviseNoCall, _garage.CallsOf(_garage.Joost).Notice!.Cause);

        var own = _garage.Connected(_garage.Joost, _garage.Sanne);
        _garage.Post(
            new SwitchboardInput.Supervise(_garage.NewPair().Onward, _garage.Joost.Id, _garage.Joost.Line, "203", SupervisionMode.Listen)
        );
        Assert.Equal(NoticeCause.SuperviseNoCall, _garage.CallsOf(_garage.Joost).Notice!.Cause);
        _garage.AssertTalking(_garage.Joost, _garage.Sanne);
        Assert.Empty(_garage.Post(new SwitchboardInput.ChangeSupervision(own, _garage.Joost.Id, SupervisionMode.Barge)));
    }

    [Fact]
    public void A_supervision_is_not_handed_on_and_nobody_is_invited_into_it()
    {
        _garage.Up(_garage.Sanne);
        _garage.Connected(_garage.Anna, _garage.Bram);
        var own = Supervise(SupervisionMode.Listen);
        _garage.Transfer(_garage.Joost, own, "203");
        Assert.Equal(NoticeCause.TransferNotNow, _garage.CallsOf(_garage.Joost).Notice!.Cause);
        _garage.Post(
            new SwitchboardInput.Invite(
                own,
                _garage.Joost.Id,
                "203",
                _garage.NewPair().Onward,
                _garage.NewPair().Onward,
                _garage.NewPair().Onward
            )
        );
        Assert.Equal(NoticeCause.InviteNotNow, _garage.CallsOf(_garage.Joost).Notice!.Cause);
        AssertHears(_garage.Joost, _garage.Anna, _garage.Bram);
    }

    CallId Supervise(SupervisionMode mode)
    {
        _garage.Up(_garage.Joost);
        var own = _garage.NewPair().Onward;
        _garage.Post(new SwitchboardInput.Supervise(own, _garage.Joost.Id, _garage.Joost.Line, "202", mode));
        return own;
    }

    void AssertHears(Employee who, params Employee[] others) =>
        Assert.Equal(others.Select(other => other.Line.Media).ToHashSet(), _garage.Ears.AllHeardBy(who.Line.Media));
}
