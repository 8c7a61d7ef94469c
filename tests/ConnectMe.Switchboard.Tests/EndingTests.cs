using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class EndingTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    [Spec("M6.4.4-02")]
    public void Either_party_ends_the_call_by_hanging_up()
    {
        foreach (var (who, other) in new[] { (Anna, Bram), (Bram, Anna) })
        {
            var call = _garage.Connected(Anna, Bram);

            _garage.HangUp(who, call);

            Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
            Assert.Empty(_garage.CallsOf(who).Calls);
            Assert.Equal(CallState.Ended, _garage.CallOf(other).State);
            Assert.Empty(_garage.Ears.Legs);
            _garage.HangUp(other, call);
        }
    }

    [Fact]
    [Spec("M6.4.4-01")]
    public void The_red_icon_on_an_incoming_call_refuses_it()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.HangUp(Bram, call);

        Assert.Equal(CallOutcome.Refused, _garage.OutcomeOf(call));
    }

    [Fact]
    public void A_caller_who_gives_up_stops_the_ringing()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.HangUp(Anna, call);

        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(call));
        Assert.Empty(_garage.Ears.RingingLines);
        _garage.AssertSilence(Anna);
        Assert.Equal(0, _garage.Count);
    }

    [Fact]
    public void Nobody_answers_for_forty_five_seconds()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Wait(44.9);
        Assert.Equal(CallState.RingingOut, _garage.CallOf(Anna).State);
        _garage.Wait(0.1);

        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(call));
        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
    }

    [Fact]
    public void A_notice_is_put_away_by_hand_or_after_six_seconds()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.HangUp(Anna, call);
        _garage.HangUp(Bram, call);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
        Assert.Equal(0, _garage.Count);

        call = _garage.Connected(Anna, Bram);
        _garage.HangUp(Anna, call);
        _garage.Wait(5.9);
        Assert.Single(_garage.CallsOf(Bram).Calls);
        _garage.Wait(0.1);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
    }

    [Fact]
    public void A_new_call_ends_the_busy_tone_of_the_last_one()
    {
        _garage.Up(Anna, Bram);
        _garage.Dial(Anna, "999");

        _garage.Dial(Anna, Bram);

        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Anna.Line));
        Assert.Single(_garage.CallsOf(Anna).Calls);
    }

    [Fact]
    public void Ending_the_active_call_leaves_the_held_one_held()
    {
        var first = _garage.Connected(Anna, Bram);
        _garage.Up(_garage.Sanne);
        var second = _garage.Dial(Anna, _garage.Sanne);
        _garage.Answer(_garage.Sanne, second);

        _garage.HangUp(Anna, second);

        Assert.True(_garage.CallOf(Anna) is { State: CallState.Held } held && held.Id == first);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
    }

    [Fact]
    public void An_input_without_a_rule_is_an_error_of_ours_and_costs_only_itself()
    {
        var switchboard = new Telephony.Switching.Switchboard(EmergencyNumbers.Default);

        Assert.Throws<ArgumentException>(() => switchboard.Handle(new Unheard(), Garage.Monday));
        Assert.Empty(switchboard.Handle(new SwitchboardInput.Deadline(), Garage.Monday));
    }

    sealed record Unheard : SwitchboardInput;

    [Fact]
    [Spec("A2-01")]
    public void Who_leaves_the_company_is_cut_off_and_called_no_more()
    {
        var call = _garage.Connected(Anna, Bram);

        _garage.Post(_garage.Staff(without: Bram.Id));

        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
        _garage.AssertSilence(Bram);
        _garage.Dial(Anna, Bram);
        Assert.Empty(_garage.Ears.RingingLines);

        _garage.Post(_garage.Staff());
        _garage.Dial(Anna, Bram);
        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
    }
}
