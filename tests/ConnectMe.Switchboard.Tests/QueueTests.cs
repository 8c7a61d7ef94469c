using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Callers who wait in a queue, and the agents at whom they ring.</summary>
public class QueueTests
{
    const string Outside = "0301234567";
    const string Another = "0307654321";

    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;
    Employee Joost => _garage.Joost;

    public QueueTests()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Anna, Bram, Sanne, Joost);
        _garage.Have(Garage.WorkshopOf(Bram.Id, Sanne.Id));
    }

    [Fact]
    [Spec("A3-01", "A7-01")]
    public void Who_calls_the_number_of_a_queue_waits_with_music_and_talks_with_the_agent_who_answers()
    {
        var waiting = _garage.CallIn(PaperSettings.WorkshopNumber, Outside);
        var begun = Assert.Single(_garage.Ears.Scripts.Values);
        Assert.Equal((waiting, "queue", (Guid?)Garage.Workshop), (begun.Call, begun.Application, begun.Queue));
        Assert.Empty(_garage.Ears.RingingLines); // not before its application has answered

        _garage.Post(new SwitchboardInput.ScriptAnswered(waiting));
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(LegId.OfCaller(waiting).Media));
        var offered = _garage.CallOf(Bram);
        Assert.True(offered is { State: CallState.Incoming, Queue: "Workshop", OtherNumber: "030 123 4567", OtherIsOutside: true });
        _garage.Answer(Bram, offered.Id);

        Assert.Equal(Bram.Line.Media, _garage.Ears.HeardBy(LegId.OfCaller(waiting).Media));
        Assert.True(_garage.CallOf(Bram) is { State: CallState.Active, Queue: "Workshop" });
        Assert.Empty(_garage.Ears.Scripts);
        Assert.Equal((QueueCallEnd.Answered, Bram.Id.Value), _garage.LeftQueue(waiting));
        Assert.Equal(waiting.Value, _garage.Ears.Of(offered.Id).OfType<CallPlaced>().Single().TransferOf);
    }

    [Fact]
    [Spec("A7-02")]
    public void A_call_that_is_not_answered_rings_at_the_next_agent_and_nobody_has_missed_anything()
    {
        var waiting = _garage.WaitsFromOutside(Outside);
        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);

        _garage.Wait(20);
        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
        _garage.Refuse(Sanne, _garage.CallOf(Sanne).Id);
        Assert.Empty(_garage.Ears.RingingLines); // neither at Bram, who has just not answered it
        _garage.Wait(5);

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        Assert.Equal([waiting], _garage.Ears.Recorded.Keys);
    }

    [Fact]
    [Spec("A7-02")]
    public void The_call_goes_to_who_is_idle_longest()
    {
        Talk(Bram, seconds: 10);
        _garage.Wait(10);
        Talk(Sanne, seconds: 10);

        _garage.WaitsFromOutside(Outside);

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("A7-02")]
    public void In_turns_the_next_agent_in_the_order_is_rung()
    {
        _garage.Have(Garage.WorkshopOf(Bram.Id, Sanne.Id, Joost.Id) with { Distribution = QueueDistribution.RoundRobin });
        foreach (var next in new[] { Bram, Sanne, Joost, Bram })
        {
            _garage.WaitsFromOutside(Outside);
            Assert.Equal([next.Line], _garage.Ears.RingingLines);
            _garage.Answer(next, _garage.CallOf(next).Id);
            _garage.HangUp(next, _garage.CallOf(next).Id);
        }
    }

    [Fact]
    [Spec("A7-02")]
    public void All_together_ring_and_the_first_who_answers_has_it()
    {
        _garage.Have(Garage.WorkshopOf(Bram.Id, Sanne.Id, Joost.Id) with { Distribution = QueueDistribution.RingAll });
        _garage.PhoneUp(Joost);
        _garage.Dial(Joost, Anna);
        var waiting = _garage.WaitsFromOutside(Outside);
        Assert.Equal([Bram.Line, Sanne.Line], _garage.Ears.RingingLines.Where(line => line != Anna.Line).Order(ByValue));
        _garage.HangUp(Joost, _garage.CallOf(Joost).Id);
        Assert.Equal(3, _garage.Ears.RingingLines.Count()); // Joost is free now, and joins in
        var atPhone = _garage.LegOf(Joost.DeskPhone, _garage.CallsOf(Joost).Calls.Single(call => call.Queue is not null).Id);

        _garage.Answer(Sanne, _garage.CallOf(Sanne).Id);

        Assert.Equal(LegCause.AnsweredElsewhere, _garage.Ears.Ended[atPhone]);
        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
        Assert.Equal((QueueCallEnd.Answered, Sanne.Id.Value), _garage.LeftQueue(waiting));
    }

    [Fact]
    [Spec("A7-01", "A7-02")]
    public void By_skill_the_best_who_is_free_is_rung()
    {
        var queue = Garage.WorkshopOf();
        _garage.Have(
            queue with
            {
                Distribution = QueueDistribution.HighestSkill,
                Agents = [new QueueAgent(Bram.Id, 3, true), new QueueAgent(Sanne.Id, 8, true), new QueueAgent(Joost.Id, 10, false)],
            }
        );
        _garage.WaitsFromOutside(Outside);
        _garage.WaitsFromOutside(Another);

        Assert.Equal("030 123 4567", _garage.CallOf(Sanne).OtherNumber);
        Assert.Equal("030 765 4321", _garage.CallOf(Bram).OtherNumber);
    }

    [Fact]
    [Spec("A7-02", "B15")]
    public void After_a_call_an_agent_is_left_alone_for_the_wrap_up_time()
    {
        _garage.Have(Garage.WorkshopOf(Bram.Id) with { WrapUp = TimeSpan.FromSeconds(20) });
        Talk(Bram, seconds: 10);
        var waiting = _garage.WaitsFromOutside(Another);
        Assert.Equal(AgentState.WrapUp, _garage.StateOf(Bram));
        Assert.Empty(_garage.Ears.RingingLines);

        _garage.Wait(20);

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        Assert.Equal([Bram.Id], Assert.Single(_garage.QueueNow(Garage.Workshop).Waiting).RingsAt);
        Assert.Equal(waiting.Value, Assert.Single(_garage.QueueNow(Garage.Workshop).Waiting).Call);
    }

    [Fact]
    [Spec("A7-02", "B15")]
    public void Who_does_not_answer_too_often_is_paused_until_they_sign_in_again()
    {
        _garage.Have(Garage.WorkshopOf(Bram.Id) with { PauseAfter = 2 });
        _garage.WaitsFromOutside(Outside);
        _garage.Wait(20 + 5 + 20);
        Assert.Equal([(Garage.Workshop, Bram.Id)], _garage.Ears.Paused);
        Assert.Equal(AgentState.Paused, _garage.StateOf(Bram));
        _garage.Wait(60);
        Assert.Empty(_garage.Ears.RingingLines);

        var queue = Garage.WorkshopOf() with { PauseAfter = 2 };
        _garage.Have(queue with { Agents = [new QueueAgent(Bram.Id, 5, IsSignedIn: true, IsPaused: true)] });
        Assert.Equal(AgentState.Paused, _garage.StateOf(Bram));
        _garage.Have(queue with { Agents = [new QueueAgent(Bram.Id, 5, IsSignedIn: true)] });

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("A6-02", "B15")]
    public void The_status_says_which_devices_ring_for_a_queue_and_whether_any_do()
    {
        _garage.PhoneUp(Bram, Sanne);
        var quiet = CallFlow.Standard with { PausesQueues = true };
        var atDesk = CallFlow.Standard with { Queue = CallTreatment.Standard with { Rings = RungDevices.DeskPhones } };
        _garage.Post(Garage.Flows((Bram, quiet), (Sanne, atDesk)));

        _garage.WaitsFromOutside(Outside);

        Assert.Equal(AgentState.PausedByStatus, _garage.StateOf(Bram));
        Assert.Equal([Sanne.Phone], _garage.Ears.RingingPhones);
        Assert.Empty(_garage.Ears.RingingLines);
        var leg = _garage.LegOf(Sanne.DeskPhone, _garage.CallOf(Sanne).Id);
        Assert.Equal("Workshop: +31301234567", _garage.Ears.Shown[leg].Name);
        _garage.Post(new SwitchboardInput.LegAnswered(leg));
        Assert.True(_garage.CallOf(Sanne) is { State: CallState.Active, Device: DeviceKind.Phone });
    }

    [Fact]
    [Spec("A7-02")]
    public void Who_is_signed_out_busy_or_not_there_is_not_rung_and_is_as_soon_as_that_changes()
    {
        _garage.Down(Bram);
        _garage.Dial(Sanne, Joost);
        _garage.WaitsFromOutside(Outside);
        Assert.Equal(AgentState.Unreachable, _garage.StateOf(Bram));
        Assert.Equal(AgentState.Busy, _garage.StateOf(Sanne));
        Assert.DoesNotContain(Sanne.Line, _garage.Ears.RingingLines);

        _garage.Up(Bram);
        Assert.Contains(Bram.Line, _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("M13.1-07", "M1.1-24", "M13.2-01")]
    public void Whoever_is_of_the_queue_takes_a_waiting_call_by_a_click_signed_in_or_not()
    {
        _garage.Have(Garage.WorkshopOf(Bram.Id) with { Supervisors = [Joost.Id] });
        var waiting = _garage.WaitsFromOutside(Outside);
        Assert.Equal([waiting], _garage.TakeableBy(Joost).Waiting.Select(call => call.Id));
        Assert.Empty(_garage.TakeableBy(Sanne).Waiting);
        _garage.Take(Sanne, waiting);
        Assert.NotEmpty(_garage.Ears.Scripts);

        _garage.Take(Joost, waiting);

        Assert.Equal(Joost.Line.Media, _garage.Ears.HeardBy(LegId.OfCaller(waiting).Media));
        Assert.Empty(_garage.CallsOf(Bram).Calls);
        Assert.Equal((QueueCallEnd.Answered, Joost.Id.Value), _garage.LeftQueue(waiting));
    }

    [Fact]
    [Spec("M13.2-02", "M1.1-24")]
    public void A_conversation_is_put_into_a_queue_and_taken_from_there_by_an_agent()
    {
        var call = _garage.CallIn(PaperSettings.AnnasNumber, Outside);
        _garage.Answer(Anna, call);
        var waiting = _garage.Transfer(Anna, call, "300");
        _garage.Post(new SwitchboardInput.ScriptAnswered(waiting));
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(LegId.OfCaller(call).Media));

        _garage.Answer(Bram, _garage.CallOf(Bram).Id);

        Assert.Equal(Bram.Line.Media, _garage.Ears.HeardBy(LegId.OfCaller(call).Media));
    }

    [Fact]
    public void Who_gives_up_stops_it_ringing()
    {
        var waiting = _garage.WaitsFor("300", Anna);
        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);

        _garage.HangUp(Anna, waiting);

        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Empty(_garage.CallsOf(Bram).Calls);
        Assert.Equal((QueueCallEnd.Abandoned, null), _garage.LeftQueue(waiting));
        Assert.Empty(_garage.QueueNow(Garage.Workshop).Waiting);
    }

    [Fact]
    public void Who_holds_or_is_lost_keeps_their_place_and_rings_nowhere()
    {
        var waiting = _garage.WaitsFor("300", Anna);
        _garage.Refuse(Bram, _garage.CallOf(Bram).Id);
        _garage.Refuse(Sanne, _garage.CallOf(Sanne).Id);
        _garage.Hold(Anna, waiting);
        _garage.Wait(31);
        Assert.Empty(_garage.Ears.RingingLines);

        _garage.Resume(Anna, waiting);
        Assert.NotEmpty(_garage.Ears.RingingLines);
    }

    [Fact]
    public void Callers_of_a_queue_that_is_taken_away_are_not_left_behind()
    {
        var waiting = _garage.WaitsFromOutside(Outside);

        _garage.Have();

        Assert.Equal((QueueCallEnd.Overflowed, null), _garage.LeftQueue(waiting));
        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Empty(_garage.Ears.Scripts);
    }

    [Fact]
    [Spec("B1")]
    public void A_browser_that_sleeps_is_woken_and_passed_over_when_it_does_not_wake()
    {
        _garage.Set(PaperSettings.Wakeable(2) with { Numbers = PaperSettings.Standard.Numbers });
        _garage.Down(Bram);
        _garage.WaitsFromOutside(Outside);
        var wake = Assert.Single(_garage.Ears.Woken);
        Assert.Equal(Bram.Id, wake.User);

        _garage.Post(new SwitchboardInput.Woken(wake.Call, Bram.Id, Reached: false));

        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
    }

    static readonly IComparer<LineId> ByValue = Comparer<LineId>.Create((one, other) => one.Value.CompareTo(other.Value));

    void Talk(Employee agent, double seconds)
    {
        _garage.WaitsFromOutside(Outside);
        while (_garage.CallsOf(agent).Calls.IsEmpty)
        {
            var rung = _garage.Employees.First(one => _garage.CallsOf(one).Calls.Any(call => call.State is CallState.Incoming));
            _garage.Refuse(rung, _garage.CallOf(rung).Id);
        }

        _garage.Answer(agent, _garage.CallOf(agent).Id);
        _garage.Wait(seconds);
        _garage.HangUp(agent, _garage.CallOf(agent).Id);
    }
}
