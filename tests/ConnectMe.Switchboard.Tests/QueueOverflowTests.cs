using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>What becomes of callers for whom no agent is there in time.</summary>
public class QueueOverflowTests
{
    const string Outside = "0301234567";
    const string Another = "0307654321";

    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;
    Employee Joost => _garage.Joost;

    public QueueOverflowTests()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Anna, Bram, Sanne, Joost);
        _garage.Have(Garage.WorkshopOf(Bram.Id, Sanne.Id));
    }

    [Fact]
    [Spec("A7-03")]
    public void Callers_are_told_their_place_whenever_it_changes()
    {
        _garage.Have(Garage.WorkshopOf(Bram.Id));
        var first = _garage.WaitsFromOutside(Outside);
        var second = _garage.WaitsFor("300", Anna);
        Assert.Equal([(first, 1), (second, 2)], Places());

        _garage.Answer(Bram, _garage.CallOf(Bram).Id);

        Assert.Equal((second, 1), Places()[^1]);
    }

    [Fact]
    [Spec("A7-03")]
    public void Who_waits_too_long_or_comes_when_it_is_full_goes_on_elsewhere()
    {
        _garage.HaveVoicemailOf(Garage.Workshop);
        _garage.Have(
            Garage.WorkshopOf(Bram.Id) with
            {
                LongestWait = TimeSpan.FromSeconds(30),
                MostWaiting = 1,
                Overflow = new CallTarget(CallTargetKind.Application, Application: Garage.Voicemail),
            }
        );
        var waiting = _garage.WaitsFromOutside(Outside);
        var tooMany = _garage.CallIn(PaperSettings.WorkshopNumber, Another);
        var left = Assert.Single(_garage.Ears.Scripts.Values, script => script.Application == Garage.Voicemail);
        Assert.Equal((tooMany, (Guid?)Garage.Workshop, null), (left.Root, left.Queue, left.For));
        Assert.Equal((QueueCallEnd.Overflowed, null), _garage.LeftQueue(tooMany));
        _garage.Post(new SwitchboardInput.ScriptAnswered(left.Call));

        _garage.Wait(20); // Bram did not answer, and is rung again at 25
        _garage.Wait(10);
        Assert.Equal([Bram.Line], _garage.Ears.RingingLines); // what rings may be answered
        _garage.Wait(15);

        Assert.Equal((QueueCallEnd.Overflowed, null), _garage.LeftQueue(waiting));
        Assert.Equal(2, _garage.Ears.Scripts.Values.Count(script => script.Application == Garage.Voicemail));
    }

    [Fact]
    [Spec("A7-04")]
    public void When_nobody_is_signed_in_or_it_is_closed_callers_go_on_at_once()
    {
        var desk = Garage.DeskOf(Sanne.Id);
        var workshop = Garage.WorkshopOf() with { WhenNobody = new CallTarget(CallTargetKind.Number, "301") };
        _garage.Have(workshop, desk);
        var call = _garage.CallIn(PaperSettings.WorkshopNumber, Outside);
        Assert.Equal((QueueCallEnd.Overflowed, null), _garage.LeftQueue(call));
        var there = Assert.Single(_garage.QueueNow(Garage.Desk).Waiting);
        _garage.Post(new SwitchboardInput.ScriptAnswered(new CallId(there.Call)));
        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);

        _garage.Have(workshop with { IsClosed = true, Agents = [new QueueAgent(Bram.Id, 5, true)] }, desk);
        _garage.CallIn(PaperSettings.WorkshopNumber, Another);

        Assert.Equal(2, _garage.QueueNow(Garage.Desk).Waiting.Length);
    }

    [Fact]
    public void Queues_that_lead_to_each_other_do_not_go_round_for_ever()
    {
        _garage.Have(
            Garage.WorkshopOf() with
            {
                WhenNobody = new CallTarget(CallTargetKind.Number, "301"),
            },
            Garage.DeskOf() with
            {
                WhenNobody = new CallTarget(CallTargetKind.Number, "300"),
            }
        );

        _garage.CallIn(PaperSettings.WorkshopNumber, Outside);

        Assert.Single(_garage.Ears.Scripts);
    }

    [Fact]
    [Spec("A7-03", "A4-03")]
    public void Where_it_costs_money_calls_go_on_in_the_name_of_somebody_who_may()
    {
        var outside = Garage.WorkshopOf() with { WhenNobody = new CallTarget(CallTargetKind.Number, "020 123 4567") };
        _garage.Have(outside);
        _garage.CallIn(PaperSettings.WorkshopNumber, Outside);
        Assert.Single(_garage.Ears.Scripts); // nobody pays: the caller waits

        _garage.Have(outside with { ChargedTo = Joost.Id });
        var call = _garage.CallIn(PaperSettings.WorkshopNumber, Another);

        Assert.Equal("+31201234567", Assert.Single(_garage.Ears.Ringing).Endpoint is Endpoint.Trunk trunk ? trunk.Number : "");
        Assert.Equal(call.Value, _garage.Ears.Recorded.Values.SelectMany(e => e).OfType<CallPlaced>().Last().TransferOf);
    }

    [Fact]
    [Spec("A7-03")]
    public void A_caller_may_choose_to_go_elsewhere()
    {
        var waiting = _garage.WaitsFromOutside(Outside);
        _garage.Post(new SwitchboardInput.ScriptSendsOn(waiting, new CallTarget(CallTargetKind.Number, "112")));
        Assert.Single(_garage.Ears.Scripts); // there it may not go: they wait on

        _garage.Post(new SwitchboardInput.ScriptSendsOn(waiting, new CallTarget(CallTargetKind.Colleague, PersonId: Joost.Id.Value)));

        Assert.Equal((QueueCallEnd.Chose, null), _garage.LeftQueue(waiting));
        Assert.Equal([Joost.Line], _garage.Ears.RingingLines);
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(LegId.OfCaller(waiting).Media));
    }

    IReadOnlyList<(CallId Call, int Position)> Places() =>
        [
            .. _garage
                .Ears.ScriptsTold.Where(told => told.What is ScriptInput.Waits)
                .Select(told => (told.Call, ((ScriptInput.Waits)told.What).Position)),
        ];
}
