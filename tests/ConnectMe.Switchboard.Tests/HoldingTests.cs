using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class HoldingTests
{
    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    [Spec("M1.1-03", "M6.4.2-01", "M6.4.2-03")]
    public void A_held_party_hears_music_and_the_holder_silence()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Wait(30);

        _garage.Hold(Anna, call);

        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
        _garage.AssertSilence(Anna);
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Held, HeldByOther: false });
        Assert.Equal(Garage.Monday.AddSeconds(30), _garage.CallOf(Anna).Since);
        Assert.True(_garage.CallOf(Bram) is { State: CallState.Active, HeldByOther: true });
    }

    [Fact]
    [Spec("M6.4.3-01")]
    public void Resuming_brings_them_together_again()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Hold(Anna, call);

        _garage.Resume(Anna, call);

        _garage.AssertTalking(Anna, Bram);
        Assert.Equal(
            [typeof(CallPlaced), typeof(CallAnswered), typeof(CallHeld), typeof(CallResumed)],
            _garage.Ears.Of(call).Select(e => e.GetType())
        );
    }

    [Fact]
    public void When_both_hold_each_resumes_their_own_hold()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Hold(Anna, call);
        _garage.Hold(Bram, call);
        _garage.AssertSilence(Anna);
        _garage.AssertSilence(Bram);

        _garage.Resume(Anna, call);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Anna.Line));
        _garage.AssertSilence(Bram);

        _garage.Resume(Bram, call);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("M1.1-04", "M6.4.2-01", "M6.4.2-02")]
    public void Placing_a_new_call_puts_the_running_one_on_hold()
    {
        var first = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);

        var second = _garage.Dial(Anna, Sanne);

        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Bram.Line));
        Assert.Equal(
            [(first, CallState.Held), (second, CallState.RingingOut)],
            _garage.CallsOf(Anna).Calls.Select(call => (call.Id, call.State))
        );
    }

    [Fact]
    [Spec("M6.4.3-01")]
    public void Resuming_one_call_puts_the_active_one_on_hold()
    {
        var first = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);
        _garage.Answer(Sanne, _garage.Dial(Anna, Sanne));

        _garage.Resume(Anna, first);

        _garage.AssertTalking(Anna, Bram);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(Sanne.Line));
    }

    [Fact]
    [Spec("M1.1-03", "M6.4.1-01")]
    public void A_muted_party_hears_and_is_not_heard()
    {
        var call = _garage.Connected(Anna, Bram);

        _garage.Mute(Anna, call);
        Assert.Null(_garage.Ears.HeardBy(Bram.Line));
        Assert.Equal(Bram.Line, _garage.Ears.HeardBy(Anna.Line));
        Assert.True(_garage.CallOf(Anna).Muted);
        Assert.False(_garage.CallOf(Bram).Muted);

        _garage.Mute(Anna, call, on: false);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("M6.4.1-01")]
    public void Mute_survives_hold_and_does_not_follow_into_another_call()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Mute(Anna, call);
        _garage.Up(Sanne);

        _garage.Answer(Sanne, _garage.Dial(Anna, Sanne));
        _garage.AssertTalking(Anna, Sanne);

        _garage.Resume(Anna, call);
        Assert.Null(_garage.Ears.HeardBy(Bram.Line));
        Assert.True(_garage.CallsOf(Anna).Calls[0].Muted);
    }

    [Fact]
    [Spec("M4.2-02", "M6.4.6-01")]
    public void Digits_go_to_the_other_party()
    {
        var call = _garage.Connected(Anna, Bram);

        _garage.Post(new SwitchboardInput.SendDigits(call, Anna.Id, "1#"));
        _garage.Post(new SwitchboardInput.DigitReceived(Bram.Line.Media, '7'));

        Assert.Equal([(Bram.Line.Media, "1#"), (Anna.Line.Media, "7")], _garage.Ears.Digits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12a")]
    [InlineData("000000000000000000000000000000000")]
    public void What_has_no_tone_is_not_sent(string digits)
    {
        var call = _garage.Connected(Anna, Bram);

        _garage.Post(new SwitchboardInput.SendDigits(call, Anna.Id, digits));

        Assert.Empty(_garage.Ears.Digits);
    }

    [Fact]
    public void A_held_party_gets_no_digits()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Hold(Anna, call);

        _garage.Post(new SwitchboardInput.SendDigits(call, Anna.Id, "1"));
        _garage.Post(new SwitchboardInput.DigitReceived(Bram.Line.Media, '1'));

        Assert.Empty(_garage.Ears.Digits);
    }

    [Fact]
    public void Nobody_holds_mutes_or_ends_a_call_of_others()
    {
        var call = _garage.Connected(Anna, Bram);
        _garage.Up(Sanne);

        _garage.Hold(Sanne, call);
        _garage.Mute(Sanne, call);
        _garage.HangUp(Sanne, call);

        _garage.AssertTalking(Anna, Bram);
    }
}
