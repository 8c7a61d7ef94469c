using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class DiallingTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    [Spec("M1.1-01", "M4.2-01", "M6.1-01")]
    public void Dialling_an_extension_rings_the_colleague_and_plays_ringback_to_the_caller()
    {
        _garage.Up(Anna, Bram);

        _garage.Dial(Anna, "202");

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Anna.Line));
        Assert.True(_garage.CallOf(Anna) is { State: CallState.RingingOut, OtherName: "Bram Hofstra", OtherNumber: "202" });
        Assert.True(_garage.CallOf(Bram) is { State: CallState.Incoming, OtherName: "Anna de Vries", OtherNumber: "201", Line: null });
    }

    [Fact]
    public void The_caller_hears_nothing_until_a_line_rings()
    {
        _garage.RingsAtOnce = false;
        _garage.Up(Anna, Bram);

        var call = _garage.Dial(Anna, Bram);
        _garage.AssertSilence(Anna);

        _garage.Post(new SwitchboardInput.LegRinging(new LegId(call, 1)));
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Anna.Line));
    }

    [Fact]
    public void All_browsers_of_the_callee_ring()
    {
        _garage.Up(Anna, Bram);
        _garage.Post(new SwitchboardInput.LineUp(Bram.HomeLine, Bram.Id));

        _garage.Dial(Anna, Bram);

        Assert.Equal(new[] { Bram.Line, Bram.HomeLine }.ToHashSet(), _garage.Ears.RingingLines.ToHashSet());
    }

    [Theory]
    [InlineData("2 0 2")]
    [InlineData("20-2")]
    [InlineData("(20).2")]
    public void Signs_between_the_digits_are_left_out(string typed)
    {
        _garage.Up(Anna, Bram);

        var call = _garage.Dial(Anna, typed);

        Assert.Equal("202", Assert.IsType<CallPlaced>(_garage.Ears.Of(call)[0]).Dialled);
    }

    [Fact]
    public void A_number_that_is_nobodys_ends_at_once_with_a_word_a_tone_and_an_entry()
    {
        _garage.Up(Anna);

        var call = _garage.Dial(Anna, "0201234567");

        Assert.Equal(CallOutcome.UnknownNumber, _garage.OutcomeOf(call));
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Ended, Outcome: CallOutcome.UnknownNumber, OtherNumber: "0201234567" });
        Assert.Equal(Sound.Busy, _garage.Ears.PlayedTo(Anna.Line));
    }

    [Fact]
    [Spec("M3.1-05", "M6.2-03", "M15-02")]
    public void A_colleague_without_a_line_is_unreachable()
    {
        _garage.Up(Anna);

        var call = _garage.Dial(Anna, Bram);

        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
        Assert.Empty(_garage.CallsOf(Bram).Calls);
    }

    [Fact]
    public void Who_calls_himself_is_busy()
    {
        _garage.Up(Anna);

        Assert.Equal(CallOutcome.Busy, _garage.OutcomeOf(_garage.Dial(Anna, Anna)));
    }

    [Fact]
    [Spec("M1.1-04")]
    public void A_colleague_in_a_call_is_rung_by_a_second_one()
    {
        _garage.Connected(Bram, _garage.Sanne);
        _garage.Up(Anna);

        _garage.Dial(Anna, Bram);

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        _garage.AssertTalking(Bram, _garage.Sanne);
        Assert.Equal([CallState.Active, CallState.Incoming], _garage.CallsOf(Bram).Calls.Select(call => call.State));
    }

    [Fact]
    public void A_colleague_with_four_calls_is_busy()
    {
        _garage.Up(Anna, Bram, _garage.Sanne, _garage.Joost);
        _garage.Answer(Bram, _garage.Dial(Anna, Bram));
        _garage.Answer(Bram, _garage.Dial(_garage.Sanne, Bram));
        _garage.Answer(Bram, _garage.Dial(_garage.Joost, Bram));
        _garage.Dial(Bram, Anna);

        Assert.Equal(CallOutcome.Busy, _garage.OutcomeOf(_garage.Dial(_garage.Sanne, Bram)));
        Assert.Equal(4, _garage.CallsOf(Bram).Calls.Length);
    }

    [Fact]
    public void Without_a_line_there_is_a_notice_and_no_call()
    {
        _garage.Up(Bram);

        var call = _garage.Dial(Anna, Bram);

        Assert.Empty(_garage.Ears.Of(call));
        Assert.Equal(NoticeCause.LineNotReady, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.Wait(7);
        Assert.Null(_garage.CallsOf(Anna).Notice);
    }

    [Fact]
    public void A_full_journal_refuses_new_calls_and_lets_running_ones_go_on()
    {
        var running = _garage.Connected(Anna, Bram);
        _garage.Up(_garage.Sanne);
        _garage.Post(new SwitchboardInput.JournalChanged(Full: true));

        var refused = _garage.Dial(_garage.Sanne, Bram);

        Assert.Empty(_garage.Ears.Of(refused));
        Assert.Equal(NoticeCause.JournalFull, _garage.CallsOf(_garage.Sanne).Notice!.Cause);
        _garage.AssertTalking(Anna, Bram);
        _garage.HangUp(Anna, running);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(running));
    }

    [Theory]
    [InlineData("112")]
    [InlineData("1 1 2")]
    [InlineData("0112")]
    [InlineData("+31112")]
    [InlineData("0031 112")]
    [InlineData("00112")]
    [InlineData("112#")]
    [InlineData("144")]
    [Spec("M2.1-03")]
    public void An_emergency_number_places_no_call_and_says_so(string typed)
    {
        _garage.Up(Anna, Bram);

        var call = _garage.Dial(Anna, typed);

        Assert.Empty(_garage.Ears.Of(call));
        Assert.Empty(_garage.CallsOf(Anna).Calls);
        Assert.Equal(NoticeCause.EmergencyNumber, _garage.CallsOf(Anna).Notice!.Cause);
    }

    [Theory]
    [InlineData("1123")]
    [InlineData("0201120112")]
    public void A_number_that_only_contains_one_is_no_emergency_number(string typed)
    {
        _garage.Up(Anna);

        Assert.Equal(CallOutcome.UnknownNumber, _garage.OutcomeOf(_garage.Dial(Anna, typed)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("20+2")]
    [InlineData("123456789012345678901234567890123")]
    public void What_cannot_be_dialled_places_no_call(string typed)
    {
        _garage.Up(Anna);

        Assert.Empty(_garage.Ears.Of(_garage.Dial(Anna, typed)));
        Assert.Equal(NoticeCause.NotANumber, _garage.CallsOf(Anna).Notice!.Cause);
    }
}
