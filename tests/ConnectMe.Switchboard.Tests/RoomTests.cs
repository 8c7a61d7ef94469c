using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Rooms of the company, in which whoever dials them takes part.</summary>
public class RoomTests
{
    readonly Garage _garage = new();

    public RoomTests()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(_garage.Anna, _garage.Bram, _garage.Sanne, _garage.Joost);
    }

    [Fact]
    public void Who_comes_first_hears_music_and_talks_as_soon_as_another_comes()
    {
        var anna = _garage.Dial(_garage.Anna, PaperSettings.Room);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(_garage.Anna.Line.Media));
        var alone = _garage.CallOf(_garage.Anna);
        Assert.Equal(("Maandagoverleg", CallState.Active), (alone.OtherName, alone.State));
        Assert.True(alone.Conference is { IsRoom: true, IsAlone: true, Members: [] });

        var bram = _garage.Dial(_garage.Bram, PaperSettings.Room);
        _garage.Dial(_garage.Sanne, PaperSettings.Room);
        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);
        Assert.Equal(["Anna de Vries", "Sanne Bakker"], MembersSeenBy(_garage.Bram)); // each of the company sees the others
        Assert.Equal(["Bram Hofstra", "Sanne Bakker"], MembersSeenBy(_garage.Anna));

        _garage.HangUp(_garage.Anna, anna);
        AssertHear(_garage.Bram, _garage.Sanne); // nobody began it, so it goes on
        _garage.HangUp(_garage.Bram, bram);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(_garage.Sanne.Line.Media));
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(anna));
    }

    [Fact]
    public void Callers_from_outside_hear_each_other_only_while_somebody_of_the_company_is_there()
    {
        var anna = _garage.Dial(_garage.Anna, PaperSettings.Room);
        var first = Outsider("0201234567");
        var second = Outsider("0207654321");
        Assert.Equal(3, _garage.Ears.Mixed.Count);

        _garage.HangUp(_garage.Anna, anna);

        Assert.Empty(_garage.Ears.Mixed);
        Assert.Equal([Sound.HoldMusic, Sound.HoldMusic], [_garage.Ears.PlayedTo(first.Media), _garage.Ears.PlayedTo(second.Media)]);
        _garage.Dial(_garage.Sanne, PaperSettings.Room);
        Assert.Equal(3, _garage.Ears.Mixed.Count);
    }

    [Fact]
    public void Who_waits_there_for_the_company_does_not_wait_for_ever()
    {
        var anna = _garage.Dial(_garage.Anna, PaperSettings.Room);
        Outsider("0201234567");
        _garage.HangUp(_garage.Anna, anna);

        _garage.Wait(Telephony.Switching.Switchboard.LongestWaitInRoom - TimeSpan.FromSeconds(1));
        Assert.Single(_garage.Ears.Legs);
        _garage.Wait(2);
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    public void Everybody_of_the_company_invites_mutes_and_removes_and_nobody_ends_it_for_all()
    {
        var anna = _garage.Dial(_garage.Anna, PaperSettings.Room);
        var bram = _garage.Dial(_garage.Bram, PaperSettings.Room);
        var invite = Invite(_garage.Bram, bram, "203");
        Assert.Equal("Bram Hofstra", _garage.CallOf(_garage.Sanne).OtherName); // who invites them

        _garage.Answer(_garage.Sanne, invite.Invited);
        AssertHear(_garage.Anna, _garage.Bram, _garage.Sanne);
        _garage.Post(new SwitchboardInput.MuteMember(bram, _garage.Bram.Id, anna, On: true));
        Assert.Equal([_garage.Sanne.Line.Media], _garage.Ears.AllHeardBy(_garage.Bram.Line.Media));
        _garage.Post(new SwitchboardInput.EndConference(anna, _garage.Anna.Id));
        Assert.Equal(3, _garage.Ears.Legs.Count);
        _garage.Post(new SwitchboardInput.RemoveMember(anna, _garage.Anna.Id, invite.Invited));
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(invite.Invited));
    }

    [Fact]
    public void Who_is_invited_and_does_not_come_is_told_to_who_invited_them()
    {
        var bram = _garage.Dial(_garage.Bram, PaperSettings.Room);
        var invite = Invite(_garage.Bram, bram, "203");

        _garage.Refuse(_garage.Sanne, invite.Invited);

        Assert.Equal(NoticeCause.InvitedAway, _garage.CallsOf(_garage.Bram).Notice!.Cause);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(_garage.Bram.Line.Media));
    }

    [Fact]
    public void A_call_is_transferred_to_it_and_who_transferred_has_done_so()
    {
        var call = _garage.Connected(_garage.Anna, _garage.Bram);
        _garage.Dial(_garage.Sanne, PaperSettings.Room);

        var onward = _garage.Transfer(_garage.Anna, call, PaperSettings.Room);

        AssertHear(_garage.Bram, _garage.Sanne);
        Assert.Equal("Maandagoverleg", _garage.CallOf(_garage.Bram).OtherName);
        _garage.HangUp(_garage.Bram, onward);
        Assert.Empty(_garage.CallsOf(_garage.Anna).Calls); // nobody comes back to her
    }

    [Fact]
    public void A_phone_dials_it_too_and_a_full_one_is_busy()
    {
        _garage.Set(
            PaperSettings.Standard with
            {
                Permissions = PaperSettings.Standard.Permissions with { Rules = new DialRules { PeopleInConference = 3 } },
            }
        );
        _garage.PhoneUp(_garage.Joost);
        _garage.Dial(_garage.Anna, PaperSettings.Room);
        _garage.Dial(_garage.Bram, PaperSettings.Room);
        _garage.PhoneDial(_garage.Joost, PaperSettings.Room);
        Assert.Equal(3, _garage.Ears.Mixed.Count);

        var late = _garage.Dial(_garage.Sanne, PaperSettings.Room);

        Assert.Equal(CallOutcome.Busy, _garage.OutcomeOf(late));
        Assert.Equal(3, _garage.Ears.Mixed.Count);
    }

    [Fact]
    public void A_room_that_is_no_more_lets_its_talk_go_on_and_nobody_else_in()
    {
        _garage.Dial(_garage.Anna, PaperSettings.Room);
        _garage.Dial(_garage.Bram, PaperSettings.Room);

        _garage.Set(PaperSettings.Standard with { Rooms = [] });

        AssertHear(_garage.Anna, _garage.Bram);
        var late = _garage.Dial(_garage.Sanne, PaperSettings.Room);
        Assert.Equal(CallOutcome.UnknownNumber, _garage.OutcomeOf(late));
    }

    [Fact]
    [Spec("A3-01")]
    public void A_number_leads_to_its_door_and_the_door_lets_in()
    {
        HaveRooms();
        var number = PaperSettings.Standard.Numbers.Single(one => one.Number.E164 == PaperSettings.MenuNumber);
        _garage.Set(
            PaperSettings.Standard with
            {
                Numbers = [number with { Destination = new NumberDestination(Telephony.Switching.Switchboard.RoomApplication, TheRoom) }],
            }
        );
        _garage.Dial(_garage.Anna, PaperSettings.Room);

        var called = _garage.CallIn(PaperSettings.MenuNumber, "0301234567");

        var door = Assert.Single(_garage.Ears.Scripts.Values);
        Assert.Equal(TheRoom, door.Destination);
        Assert.Empty(_garage.Ears.Mixed); // it asks for the PIN
        _garage.SendOn(called, ToRoom);
        Assert.Equal(2, _garage.Ears.Mixed.Count);
        Assert.Equal(
            ["+31301234567"],
            _garage.CallOf(_garage.Anna).Conference!.Members.Select(one => one.Number.Replace("030 123 4567", "+31301234567"))
        );
        Assert.Empty(_garage.Ears.Scripts);
    }

    [Fact]
    [Spec("A3-01")]
    public void A_menu_leads_callers_from_outside_to_its_door_and_not_in()
    {
        HaveRooms();
        _garage.Dial(_garage.Anna, PaperSettings.Room);
        foreach (var target in new[] { ToRoom, new CallTarget(CallTargetKind.Number, PaperSettings.Room) })
        {
            var called = _garage.CallIn(PaperSettings.MenuNumber, "0301234567");
            _garage.SendOn(called, target);

            Assert.Equal(TheRoom, Assert.Single(_garage.Ears.Scripts.Values).Destination);
            Assert.Empty(_garage.Ears.Mixed);
            _garage.Post(new SwitchboardInput.LegEnded(LegId.OfCaller(called)));
        }
    }

    [Fact]
    public void A_door_of_another_room_lets_nobody_in_to_this_one()
    {
        HaveRooms();
        var called = _garage.CallIn(PaperSettings.MenuNumber, "0301234567");
        _garage.SendOn(called, ToRoom with { DestinationId = Garage.MainMenu });

        Assert.Empty(_garage.Ears.Mixed);
        Assert.All(_garage.Ears.Scripts.Values, script => Assert.NotEqual(TheRoom, script.Destination));
    }

    static readonly Guid TheRoom = PaperSettings.Standard.Rooms[0].Id;

    static readonly CallTarget ToRoom = new(
        CallTargetKind.Application,
        Application: Telephony.Switching.Switchboard.RoomApplication,
        DestinationId: TheRoom
    );

    void HaveRooms() =>
        _garage.Post(
            new SwitchboardInput.ApplicationsChanged([
                Garage.Menus,
                new KnownApplication(Telephony.Switching.Switchboard.RoomApplication, [], [], [])
                {
                    Destinations = [new KnownDestination(TheRoom, "Maandagoverleg", PaperSettings.Room)],
                },
            ])
        );

    /// <summary>Joost calls them and hands them on into the room.</summary>
    LegId Outsider(string number)
    {
        var call = _garage.Dial(_garage.Joost, number);
        var (leg, _) = _garage.OutsideLegOf(call);
        _garage.Post(new SwitchboardInput.LegAnswered(leg));
        _garage.Transfer(_garage.Joost, call, PaperSettings.Room);
        return leg;
    }

    SwitchboardInput.Invite Invite(Employee who, CallId call, string target)
    {
        var (own, other) = _garage.NewPair();
        var invite = new SwitchboardInput.Invite(call, who.Id, target, own, other, _garage.NewPair().Onward);
        _garage.Post(invite);
        return invite;
    }

    IEnumerable<string> MembersSeenBy(Employee who) => _garage.CallOf(who).Conference!.Members.Select(member => member.Name);

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
