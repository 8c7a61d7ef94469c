using System.Collections.Immutable;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>What rings, for how long, at once or in turn, as the status of who is called says.</summary>
public class CallFlowTests
{
    static readonly CallTreatment ThenBusy = new(RungDevices.Chosen, Seconds: 20, InTurn: false, CallTarget.Busy);

    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    public CallFlowTests()
    {
        _garage.Set(PaperSettings.Standard with { Mobiles = PaperSettings.OnTheirMobiles(2).Mobiles });
        _garage.Up(Anna, Bram);
        _garage.PhoneUp(Bram);
    }

    [Theory]
    [InlineData(RungDevices.Softphone)]
    [InlineData(RungDevices.DeskPhones)]
    [InlineData(RungDevices.Mobile)]
    [InlineData(RungDevices.Softphone | RungDevices.DeskPhones)]
    [InlineData(RungDevices.Softphone | RungDevices.DeskPhones | RungDevices.Mobile)]
    [Spec("A6-02")]
    public void Those_devices_ring_that_the_status_says_and_no_others(RungDevices devices)
    {
        _garage.Is(Bram, new CallTreatment(devices, Seconds: 20, InTurn: false, CallTarget.Nobody));

        var call = _garage.Dial(Anna, Bram);

        Assert.Equal(devices, Rung(call));
    }

    [Fact]
    [Spec("A6-02")]
    public void What_comes_up_while_it_rings_rings_too_if_the_status_says_so()
    {
        _garage.Is(Bram, new CallTreatment(RungDevices.DeskPhones, Seconds: 20, InTurn: false, CallTarget.Nobody));
        var call = _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.LineUp(Bram.HomeLine, Bram.Id));

        Assert.Equal(RungDevices.DeskPhones, Rung(call));
    }

    [Fact]
    [Spec("A6-02")]
    public void In_turn_each_rings_for_the_time_and_then_the_next()
    {
        _garage.Is(
            Bram,
            new CallTreatment(
                RungDevices.Softphone | RungDevices.DeskPhones | RungDevices.Mobile,
                Seconds: 10,
                InTurn: true,
                CallTarget.Nobody
            )
        );
        var call = _garage.Dial(Anna, Bram);

        Assert.Equal(RungDevices.Softphone, Rung(call));
        _garage.Wait(10);
        Assert.Equal(RungDevices.DeskPhones, Rung(call));
        _garage.Wait(10);
        Assert.Equal(RungDevices.Mobile, Rung(call));
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Anna.Line));
        _garage.Wait(10);
        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("A6-02")]
    public void In_turn_what_is_not_there_is_passed_over()
    {
        _garage.Is(Bram, new CallTreatment(RungDevices.Softphone | RungDevices.DeskPhones, Seconds: 10, InTurn: true, CallTarget.Nobody));
        _garage.Down(Bram);

        var call = _garage.Dial(Anna, Bram);

        Assert.Equal(RungDevices.DeskPhones, Rung(call));
        _garage.PickUp(Bram, call);
        _garage.AssertTalking(Anna.Line.Media, _garage.LegOf(Bram.DeskPhone, call).Media);
    }

    [Fact]
    [Spec("A6-02")]
    public void Who_declines_does_so_for_all_that_would_ring_later()
    {
        _garage.Is(Bram, new CallTreatment(RungDevices.Softphone | RungDevices.DeskPhones, Seconds: 10, InTurn: true, CallTarget.Nobody));
        var call = _garage.Dial(Anna, Bram);

        _garage.Refuse(Bram, call);

        Assert.Equal(CallOutcome.Refused, _garage.OutcomeOf(call));
        Assert.Empty(_garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("A6-02")]
    public void It_rings_as_long_as_the_status_says_and_the_caller_hears_busy_then()
    {
        _garage.Is(Bram, ThenBusy);
        var call = _garage.CallIn(PaperSettings.BramsNumber, "0301234567");

        _garage.Wait(19);
        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
        _garage.Wait(1);

        Assert.Equal(CallOutcome.Busy, _garage.OutcomeOf(call));
        Assert.Equal(LegCause.Busy, _garage.Ears.Ended[LegId.OfCaller(call)]);
    }

    [Fact]
    [Spec("A6-02", "M4.4-01")]
    public void Where_nothing_rings_the_caller_hears_so_at_once()
    {
        _garage.Is(Bram, ThenBusy with { Rings = RungDevices.None });
        Assert.Equal(CallOutcome.Busy, _garage.OutcomeOf(_garage.Dial(Anna, Bram)));

        _garage.Is(Bram, ThenBusy with { Rings = RungDevices.None, Otherwise = CallTarget.Nobody });
        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(_garage.Dial(Anna, Bram)));

        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
    }

    [Fact]
    [Spec("A6-02", "M4.4-01")]
    public void Calls_to_the_fixed_number_and_to_the_mobile_number_are_treated_each_in_its_way()
    {
        var quiet = ThenBusy with { Rings = RungDevices.None };
        _garage.Post(Flows(Bram, new CallFlow(quiet, CallTreatment.Standard)));

        Assert.Equal(CallOutcome.Busy, _garage.OutcomeOf(_garage.CallIn(PaperSettings.BramsNumber, "0301234567")));
        _garage.CallIn(PaperSettings.BramsMobile, "0301234567");

        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
    }

    [Fact]
    [Spec("A6-02")]
    public void A_status_that_is_over_treats_calls_no_more()
    {
        _garage.Is(Bram, ThenBusy with { Rings = RungDevices.None });
        _garage.Post(new SwitchboardInput.CallFlowsChanged(ImmutableDictionary<Kernel.UserId, CallFlow>.Empty));

        _garage.Dial(Anna, Bram);

        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
        _garage.Wait(44);
        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
    }

    [Fact]
    [Spec("A6-02")]
    public void What_rings_for_a_consultation_rings_on_as_it_did_when_the_two_are_connected()
    {
        var call = _garage.Connected(Anna, _garage.Sanne);
        _garage.Is(Bram, new CallTreatment(RungDevices.Softphone | RungDevices.DeskPhones, Seconds: 10, InTurn: true, CallTarget.Nobody));
        _garage.Consult(Anna, call, "202");

        var onward = _garage.ConnectCalls(Anna, call);
        Assert.Equal(Bram.Line, Assert.Single(_garage.Ears.RingingLines));
        _garage.Wait(30);

        Assert.Equal(CallOutcome.NoAnswer, _garage.CallOf(Anna).Recall?.Because); // after both had their turn
        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(onward));
    }

    /// <summary>What rings of Bram's.</summary>
    RungDevices Rung(CallId call) =>
        _garage
            .Ears.Legs.Where(leg => _garage.Ears.CallOf(leg.Key) == call && !leg.Value.Calls)
            .Select(leg =>
                leg.Value.Endpoint switch
                {
                    Endpoint.Browser => RungDevices.Softphone,
                    Endpoint.Phone => RungDevices.DeskPhones,
                    _ => RungDevices.Mobile,
                }
            )
            .Aggregate(RungDevices.None, (all, one) => all | one);

    static SwitchboardInput Flows(Employee who, CallFlow flow) => Garage.Flows((who, flow));
}
