using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class AnsweringTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    [Spec("M1.1-01", "M6.3-01")]
    public void Who_answers_hears_the_caller_and_is_heard()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Answer(Bram, call);

        _garage.AssertTalking(Anna, Bram);
        Assert.Equal(CallState.Active, _garage.CallOf(Anna).State);
        Assert.Equal(CallState.Active, _garage.CallOf(Bram).State);
    }

    [Fact]
    [Spec("M1.1-05")]
    public void The_conversation_counts_from_the_answer()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);
        _garage.Wait(9);
        _garage.Answer(Bram, call);
        _garage.Wait(60);

        Assert.Equal(Garage.Monday.AddSeconds(9), _garage.CallOf(Anna).AnsweredAt);
        Assert.Equal(Garage.Monday.AddSeconds(9), _garage.CallOf(Bram).Since);
    }

    [Fact]
    [Spec("B4")]
    public void Answering_in_one_browser_stops_the_others_and_is_one_answer()
    {
        _garage.Up(Anna, Bram);
        _garage.Post(new SwitchboardInput.LineUp(Bram.HomeLine, Bram.Id));
        var call = _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.Answer(call, Bram.Id, Bram.HomeLine));

        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Equal(Bram.HomeLine, _garage.Ears.HeardBy(Anna.Line));
        _garage.AssertSilence(Bram);
        Assert.Single(_garage.Ears.Of(call).OfType<CallAnswered>());
    }

    [Fact]
    [Spec("M1.1-04", "M6.4.2-04")]
    public void Answering_a_second_call_puts_the_first_on_hold()
    {
        var first = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        var second = _garage.Dial(Sanne, Bram);

        _garage.Answer(Bram, second);

        _garage.AssertTalking(Sanne, Bram);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Anna.Line));
        Assert.True(_garage.CallOf(Anna) is { HeldByOther: true, State: CallState.Active });
        Assert.Equal(
            [(first, CallState.Held), (second, CallState.Active)],
            _garage.CallsOf(Bram).Calls.Select(call => (call.Id, call.State))
        );
    }

    [Fact]
    public void Answering_while_ringing_out_gives_up_the_call_that_rang_out()
    {
        _garage.Up(Anna, Bram, Sanne);
        var given = _garage.Dial(Bram, Sanne);
        var call = _garage.Dial(Anna, Bram);

        _garage.Answer(Bram, call);

        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(given));
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    public void Without_a_line_a_call_rings_on_and_there_is_a_notice()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);
        _garage.Down(Bram);

        _garage.Answer(Bram, call);

        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
        Assert.Equal(NoticeCause.LineNotReady, _garage.CallsOf(Bram).Notice!.Cause);
    }

    [Fact]
    public void Nobody_answers_for_another()
    {
        _garage.Up(Anna, Bram, Sanne);
        var call = _garage.Dial(Anna, Bram);

        _garage.Answer(Sanne, call);
        _garage.Answer(Anna, call);
        _garage.Post(new SwitchboardInput.Answer(call, Bram.Id, Sanne.Line));

        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
    }

    [Fact]
    public void Refusing_tells_the_caller_with_a_word_and_a_busy_tone()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Refuse(Bram, call);

        Assert.Equal(CallOutcome.Refused, _garage.OutcomeOf(call));
        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Ended, Outcome: CallOutcome.Refused });
        Assert.Equal(Sound.Busy, _garage.Ears.PlayedTo(Anna.Line));

        _garage.Wait(3);
        _garage.AssertSilence(Anna);
        Assert.Empty(_garage.Ears.Legs);
        _garage.Wait(3);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
    }
}
