using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Bram's browser can be woken by Web Push (B1).</summary>
public class WakingTests
{
    readonly Garage _garage = new();

    public WakingTests() => _garage.Set(PaperSettings.Wakeable(2));

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    [Spec("B1")]
    public void With_nothing_of_his_there_he_is_woken_and_the_call_waits_for_his_line()
    {
        _garage.Up(Anna);

        var call = _garage.Dial(Anna, Bram);

        var wake = Assert.Single(_garage.Ears.Woken);
        Assert.Equal((call, Bram.Id, false), (wake.Call, wake.User, wake.HasLine));
        Assert.Equal("Anna de Vries", wake.From.Name);
        Assert.Null(_garage.Ears.PlayedTo(Anna.Line)); // not known yet whether he is told
        _garage.Post(new SwitchboardInput.Woken(call, Bram.Id, Reached: true));
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Anna.Line));

        _garage.Wait(20);
        _garage.Up(Bram);
        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        _garage.Answer(Bram, call);
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("B1")]
    public void Not_reached_the_caller_hears_so_at_once_and_reached_in_vain_after_the_time_it_rings()
    {
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Bram);
        _garage.Post(new SwitchboardInput.Woken(call, Bram.Id, Reached: false));
        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));

        var second = _garage.Dial(Anna, Bram);
        _garage.Post(new SwitchboardInput.Woken(second, Bram.Id, Reached: true));
        _garage.Wait(45);
        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(second));
    }

    [Fact]
    [Spec("B1")]
    public void A_line_that_is_up_rings_whatever_becomes_of_the_waking()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);
        Assert.True(Assert.Single(_garage.Ears.Woken).HasLine);

        _garage.Post(new SwitchboardInput.Woken(call, Bram.Id, Reached: false));

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("B1")]
    public void Who_cannot_be_woken_is_out_of_reach_as_before()
    {
        _garage.Up(Bram);

        var call = _garage.Dial(Bram, Anna);

        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
        Assert.Empty(_garage.Ears.Woken);
    }
}
