using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class ConferenceTests
{
    readonly Garage _garage = new();

    [Fact]
    [Spec("M6.4.8-01", "M6.4.8-02")]
    public void A_call_becomes_a_conference_when_somebody_is_invited_who_is_in_it_when_they_answer()
    {
        var call = Called();
        var conference = Invite(_garage.Anna, call, "203");

        Assert.Equal(CallOutcome.Conference, _garage.OutcomeOf(call));
        AssertHear(_garage.Anna, _garage.Bram);
        Assert.Contains(_garage.Sanne.Line, _garage.Ears.RingingLines);
        Assert.Equal([("Bram Hofstra", MemberState.Active), ("Sanne Bakker", MemberState.Ringing)], MembersSeenBy(_garage.Anna));

        _garage.Answer(_garage.Sanne, conference.Invited);
        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);
        Assert.Equal([("Bram Hofstra", MemberState.Active), ("Sanne Bakker", MemberState.Active)], MembersSeenBy(_garage.Anna));

        var placed = _garage.Ears.Recorded.Values.Select(events => (CallPlaced)events[0]).ToDictionary(p => p.CallId);
        Assert.Equal((_garage.Anna.Id.Value, (Guid?)null), (placed[conference.Own.Value].CallerId, placed[conference.Own.Value].CalleeId));
        Assert.Equal(
            (_garage.Anna.Id.Value, (Guid?)_garage.Sanne.Id.Value),
            (placed[conference.Invited.Value].CallerId, placed[conference.Invited.Value].CalleeId)
        );
        Assert.All(
            [conference.Own, conference.Other, conference.Invited],
            one => Assert.Equal(conference.Own.Value, placed[one.Value].Conference)
        );
    }

    [Theory]
    [InlineData(CallTargetKind.Busy)]
    [InlineData(CallTargetKind.Colleague)] // who is invited is called to the conference and nowhere else
    [Spec("A6-02")]
    public void Who_is_not_to_be_disturbed_is_not_rung_for_a_conference(CallTargetKind otherwise)
    {
        var call = Called();
        var target = new CallTarget(otherwise, PersonId: _garage.Joost.Id.Value);
        _garage.Is(_garage.Sanne, new CallTreatment(RungDevices.None, Seconds: 20, InTurn: false, target));

        var conference = Invite(_garage.Anna, call, "203");

        Assert.Equal(CallOutcome.Busy, _garage.OutcomeOf(conference.Invited));
        Assert.Empty(_garage.Ears.RingingLines);
        AssertHear(_garage.Anna, _garage.Bram);
    }

    [Fact]
    [Spec("M6.4.8-03")]
    public void The_others_see_an_ordinary_call_with_who_invited_them()
    {
        InConference();

        foreach (var who in new[] { _garage.Bram, _garage.Sanne })
        {
            var seen = _garage.CallOf(who);
            Assert.Equal(("Anna de Vries", "201", CallState.Active), (seen.OtherName, seen.OtherNumber, seen.State));
            Assert.Null(seen.Conference);
        }

        Assert.False(_garage.CallOf(_garage.Bram).CanBeTransferred);
    }

    [Fact]
    public void Who_called_may_be_the_one_who_invites_or_the_one_who_is_called()
    {
        var call = Called();
        var conference = Invite(_garage.Bram, call, "203");
        _garage.Answer(_garage.Sanne, conference.Invited);

        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);
        Assert.Equal("Bram Hofstra", _garage.CallOf(_garage.Anna).OtherName);
        Assert.Equal("Bram Hofstra", _garage.CallOf(_garage.Sanne).OtherName);
    }

    [Fact]
    public void Who_does_not_answer_is_left_out_and_the_initiator_is_told()
    {
        var conference = Invite(_garage.Anna, Called(), "203");
        _garage.Refuse(_garage.Sanne, conference.Invited);

        AssertHear(_garage.Anna, _garage.Bram);
        Assert.Equal(NoticeCause.InvitedAway, _garage.CallsOf(_garage.Anna).Notice!.Cause);
        Assert.Equal([("Bram Hofstra", MemberState.Active)], MembersSeenBy(_garage.Anna));

        var again = Invite(_garage.Anna, conference.Own, "203");
        _garage.Wait(Telephony.Switching.Switchboard.RingTime + TimeSpan.FromSeconds(1));
        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(again.Invited));
        AssertHear(_garage.Anna, _garage.Bram);
    }

    [Fact]
    public void An_invitation_can_be_withdrawn()
    {
        var conference = Invite(_garage.Anna, Called(), "203");
        _garage.Post(new SwitchboardInput.RemoveMember(conference.Own, _garage.Anna.Id, conference.Invited));

        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(conference.Invited));
        AssertHear(_garage.Anna, _garage.Bram);
    }

    [Fact]
    public void The_initiator_mutes_a_member_and_lets_them_be_heard_again()
    {
        var conference = InConference();
        _garage.Post(new SwitchboardInput.MuteMember(conference.Own, _garage.Anna.Id, conference.Invited, On: true));
        Assert.Equal([_garage.Bram.Line.Media], _garage.Ears.AllHeardBy(_garage.Anna.Line.Media));
        Assert.Equal([_garage.Anna.Line.Media], _garage.Ears.AllHeardBy(_garage.Bram.Line.Media));
        Assert.Equal(2, _garage.Ears.AllHeardBy(_garage.Sanne.Line.Media).Count);
        Assert.True(_garage.CallOf(_garage.Anna).Conference!.Members[1].Muted);
        Assert.True(_garage.CallOf(_garage.Sanne).MutedByOther);

        _garage.Post(new SwitchboardInput.MuteMember(conference.Own, _garage.Anna.Id, conference.Invited, On: false));
        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);
    }

    [Fact]
    public void Only_the_initiator_mutes_removes_ends_and_invites()
    {
        var conference = InConference();
        var (bram, bramsCall) = (_garage.Bram.Id, conference.Other);
        Assert.Empty(_garage.Post(new SwitchboardInput.MuteMember(bramsCall, bram, conference.Invited, On: true)));
        Assert.Empty(_garage.Post(new SwitchboardInput.RemoveMember(bramsCall, bram, conference.Invited)));
        Assert.Empty(_garage.Post(new SwitchboardInput.EndConference(bramsCall, bram)));
        Assert.Empty(_garage.Post(new SwitchboardInput.EndConference(conference.Own, bram)));
        Invite(_garage.Bram, bramsCall, "204");
        Assert.Equal(NoticeCause.InviteNotYours, _garage.CallsOf(_garage.Bram).Notice!.Cause);
        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);
    }

    [Fact]
    public void Who_is_removed_is_out_and_the_last_one_is_not_left_alone()
    {
        var conference = InConference();
        _garage.Post(new SwitchboardInput.RemoveMember(conference.Own, _garage.Anna.Id, conference.Invited));
        AssertHear(_garage.Anna, _garage.Bram);
        _garage.AssertSilence(_garage.Sanne);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(conference.Invited));

        _garage.HangUp(_garage.Bram, conference.Other);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(conference.Own));
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    public void The_initiator_leaves_and_the_others_go_on()
    {
        var conference = InConference();
        _garage.HangUp(_garage.Anna, conference.Own);

        _garage.AssertSilence(_garage.Anna);
        AssertHear(_garage.Bram, _garage.Sanne);
        var seen = _garage.CallOf(_garage.Bram);
        Assert.Equal("", seen.OtherName); // it is a conference now, and not a call with who has left
        Assert.NotNull(seen.Conference);

        _garage.HangUp(_garage.Bram, conference.Other);
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    public void The_initiator_ends_it_for_all()
    {
        var conference = Invite(_garage.Anna, InConference().Own, "204");
        var own = _garage.CallOf(_garage.Anna).Id;
        _garage.Post(new SwitchboardInput.EndConference(own, _garage.Anna.Id));

        Assert.Empty(_garage.Ears.Legs);
        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(conference.Invited));
        Assert.Empty(_garage.CallsOf(_garage.Anna).Calls);
        Assert.Equal(CallState.Ended, _garage.CallOf(_garage.Sanne).State);
    }

    [Fact]
    public void Who_holds_hears_nobody_and_the_others_hear_no_music()
    {
        var conference = InConference();
        _garage.Hold(_garage.Bram, conference.Other);
        _garage.AssertSilence(_garage.Bram);
        AssertHear(_garage.Anna, _garage.Sanne);
        Assert.Equal(MemberState.Held, _garage.CallOf(_garage.Anna).Conference!.Members[0].State);

        _garage.Resume(_garage.Bram, conference.Other);
        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);
    }

    [Fact]
    public void A_lost_line_comes_back_into_it_or_is_out_after_30_seconds()
    {
        var conference = InConference();
        _garage.Down(_garage.Sanne);
        Assert.Equal(MemberState.Away, _garage.CallOf(_garage.Anna).Conference!.Members[1].State);
        AssertHear(_garage.Anna, _garage.Bram);

        _garage.Wait(20);
        _garage.Up(_garage.Sanne);
        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);

        _garage.Down(_garage.Sanne);
        _garage.Wait(31);
        Assert.Equal(CallOutcome.LineLost, _garage.OutcomeOf(conference.Invited));
        AssertHear(_garage.Anna, _garage.Bram);
    }

    [Fact]
    public void Phones_and_the_telephone_network_take_part_and_a_leg_that_carries_nothing_is_out()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.PhoneUp(_garage.Joost);
        var conference = InConference();
        var withPhone = Invite(_garage.Anna, conference.Own, "204");
        var phone = _garage.PickUp(_garage.Joost, withPhone.Invited);
        var withOutside = Invite(_garage.Anna, conference.Own, "0201234567");
        var (outside, at) = _garage.OutsideLegOf(withOutside.Invited);
        Assert.Equal("+31201234567", at.Number);
        Assert.Equal(PaperSettings.AnnasNumber, _garage.Ears.Shown[outside].Number);
        _garage.Post(new SwitchboardInput.LegAnswered(outside));

        Assert.Equal(4, _garage.Ears.AllHeardBy(outside.Media).Count);
        Assert.Equal(4, _garage.Ears.AllHeardBy(phone.Media).Count);

        _garage.Post(new SwitchboardInput.MediaLost(phone.Media));
        Assert.Equal(CallOutcome.LineLost, _garage.OutcomeOf(withPhone.Invited));
        Assert.Equal(3, _garage.Ears.AllHeardBy(outside.Media).Count);

        _garage.Post(new SwitchboardInput.LegEnded(outside));
        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);
    }

    [Fact]
    public void Two_outside_parties_are_not_put_through_to_each_other()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(_garage.Anna);
        var call = _garage.Dial(_garage.Anna, "0201234567");
        _garage.Post(new SwitchboardInput.LegAnswered(_garage.OutsideLegOf(call).Leg));
        var conference = Invite(_garage.Anna, call, "0207654321");
        _garage.Post(new SwitchboardInput.LegAnswered(_garage.OutsideLegOf(conference.Invited).Leg));

        _garage.HangUp(_garage.Anna, conference.Own);

        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    [Spec("A4-03")]
    public void Who_is_invited_outside_is_called_by_the_rules_for_calls_to_outside()
    {
        _garage.Set(PaperSettings.Standard);
        var call = Called();
        Invite(_garage.Anna, call, "+49 30 123456");
        Assert.Equal(NoticeCause.CountryNotAllowed, _garage.CallsOf(_garage.Anna).Notice!.Cause);
        Assert.Equal([NoticeCause.CountryNotAllowed], _garage.Ears.Warnings);
        _garage.Set(PaperSettings.Stopped);
        Invite(_garage.Anna, call, "0201234567");
        Assert.Equal(NoticeCause.OutboundStopped, _garage.CallsOf(_garage.Anna).Notice!.Cause);
        _garage.AssertTalking(_garage.Anna, _garage.Bram);
    }

    [Theory]
    [InlineData("112", NoticeCause.EmergencyNumber)]
    [InlineData("hello", NoticeCause.NotANumber)]
    [InlineData("999", NoticeCause.InviteUnknownNumber)]
    [InlineData("202", NoticeCause.InvitedAlready)]
    [InlineData("201", NoticeCause.InvitedAlready)]
    public void Who_cannot_be_invited_is_not_and_the_call_goes_on_as_it_is(string target, object cause)
    {
        Invite(_garage.Anna, Called(), target);
        Assert.Equal((NoticeCause)cause, _garage.CallsOf(_garage.Anna).Notice!.Cause);
        _garage.AssertTalking(_garage.Anna, _garage.Bram);
    }

    [Fact]
    public void No_more_take_part_than_the_administrator_allows()
    {
        _garage.Set(PaperSettings.With(new DialRules { PeopleInConference = 3 }));
        var conference = InConference();
        Invite(_garage.Anna, conference.Own, "204");
        Assert.Equal(NoticeCause.ConferenceFull, _garage.CallsOf(_garage.Anna).Notice!.Cause);
        Assert.Equal(2, _garage.CallOf(_garage.Anna).Conference!.Members.Length);
    }

    [Fact]
    public void A_held_call_invites_nobody_and_a_member_hands_nothing_on()
    {
        var call = Called();
        _garage.Hold(_garage.Anna, call);
        Invite(_garage.Anna, call, "203");
        Assert.Equal(NoticeCause.InviteNotNow, _garage.CallsOf(_garage.Anna).Notice!.Cause);
        _garage.Resume(_garage.Anna, call);

        var conference = Invite(_garage.Anna, call, "203");
        _garage.Answer(_garage.Sanne, conference.Invited);
        _garage.Transfer(_garage.Bram, conference.Other, "204");
        Assert.Equal(NoticeCause.TransferNotNow, _garage.CallsOf(_garage.Bram).Notice!.Cause);
        _garage.Consult(_garage.Anna, conference.Own, "204");
        Assert.Equal(NoticeCause.TransferNotNow, _garage.CallsOf(_garage.Anna).Notice!.Cause);
        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);
    }

    [Fact]
    public void The_initiator_sees_who_speaks()
    {
        var conference = InConference();
        var mix = new MixId(conference.Own.Value);
        _garage.Post(new SwitchboardInput.SpeakerChanged(mix, _garage.Sanne.Line.Media));
        Assert.Equal([false, true], _garage.CallOf(_garage.Anna).Conference!.Members.Select(member => member.IsSpeaking));
        _garage.Post(new SwitchboardInput.SpeakerChanged(mix, _garage.Anna.Line.Media));
        Assert.True(_garage.CallOf(_garage.Anna).Conference!.IsSpeaking);
        _garage.Post(new SwitchboardInput.SpeakerChanged(mix, null));
        Assert.False(_garage.CallOf(_garage.Anna).Conference!.IsSpeaking);
    }

    CallId Called()
    {
        _garage.Up(_garage.Sanne, _garage.Joost);
        return _garage.Connected(_garage.Anna, _garage.Bram);
    }

    SwitchboardInput.Invite InConference()
    {
        var conference = Invite(_garage.Anna, Called(), "203");
        _garage.Answer(_garage.Sanne, conference.Invited);
        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);
        return conference;
    }

    SwitchboardInput.Invite Invite(Employee who, CallId call, string target)
    {
        var (own, other) = _garage.NewPair();
        var invite = new SwitchboardInput.Invite(call, who.Id, target, own, other, _garage.NewPair().Onward);
        _garage.Post(invite);
        return invite;
    }

    List<(string, MemberState)> MembersSeenBy(Employee who) =>
        [.. _garage.CallOf(who).Conference!.Members.Select(member => (member.Name, member.State))];

    /// <summary>Each of these hears all the others of them, and nobody else.</summary>
    void AssertHear(params Employee[] all)
    {
        foreach (var who in all)
        {
            Assert.Equal(
                all.Where(other => other != who).Select(other => other.Line.Media).ToHashSet(),
                _garage.Ears.AllHeardBy(who.Line.Media)
            );
        }
    }
}
