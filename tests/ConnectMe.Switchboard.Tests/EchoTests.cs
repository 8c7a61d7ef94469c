using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>The test call.</summary>
public class EchoTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;

    [Fact]
    [Spec("A1-01")]
    public void Who_dials_star_43_hears_themself_until_they_hang_up()
    {
        _garage.Up(Anna);

        var call = _garage.Dial(Anna, "*43");

        Assert.Equal(Anna.Line, _garage.Ears.HeardBy(Anna.Line));
        Assert.True(
            _garage.CallOf(Anna)
                is { State: CallState.Active, OtherName: "Echo", OtherNumber: "*43", CanBeTransferred: false, Line: not null }
        );
        _garage.HangUp(Anna, call);
        _garage.AssertSilence(Anna);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
    }

    [Fact]
    public void A_phone_that_dials_it_is_answered_and_hears_itself()
    {
        _garage.PhoneUp(Anna);

        var call = _garage.PhoneDial(Anna, "*43");

        var media = LegId.OfCaller(call).Media;
        Assert.Equal(media, _garage.Ears.HeardBy(media));
    }

    [Fact]
    [Spec("A1-01", "M2.1-03")]
    public void The_emergency_numbers_are_those_of_the_country_of_the_company()
    {
        _garage.Up(Anna);
        _garage.Set(PaperSettings.Standard with { Region = "BE" });

        var call = _garage.Dial(Anna, "101"); // the police, in Belgium

        Assert.Empty(_garage.Ears.Of(call));
        Assert.Equal(NoticeCause.EmergencyNumber, _garage.CallsOf(Anna).Notice!.Cause);
    }

    [Fact]
    public void Muted_held_or_away_there_is_no_echo()
    {
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, "*43");

        _garage.Mute(Anna, call);
        Assert.Null(_garage.Ears.HeardBy(Anna.Line));
        _garage.Mute(Anna, call, on: false);
        _garage.Hold(Anna, call);
        Assert.Null(_garage.Ears.HeardBy(Anna.Line));
        _garage.Resume(Anna, call);
        Assert.Equal(Anna.Line, _garage.Ears.HeardBy(Anna.Line));
        _garage.Down(Anna);
        Assert.Empty(_garage.Ears.BridgesOf(Anna.Line.Media));
        _garage.Wait(Telephony.Switching.Switchboard.AwayTime);
        Assert.Equal(CallOutcome.LineLost, _garage.OutcomeOf(call));
    }

    [Fact]
    public void It_gives_way_to_a_call_that_is_answered_and_is_not_handed_on()
    {
        _garage.Up(Anna, _garage.Bram);
        var echo = _garage.Dial(Anna, "*43");

        _garage.Transfer(Anna, echo, "202");
        Assert.Empty(_garage.Ears.RingingLines);
        _garage.Post(
            new SwitchboardInput.Invite(
                echo,
                Anna.Id,
                "202",
                new CallId(Garage.Seeded(1, 8)),
                new CallId(Garage.Seeded(2, 8)),
                new CallId(Garage.Seeded(3, 8))
            )
        );
        Assert.Empty(_garage.Ears.RingingLines);

        var call = _garage.Dial(_garage.Bram, "201");
        _garage.Answer(Anna, call);
        _garage.AssertTalking(Anna, _garage.Bram);
    }
}
