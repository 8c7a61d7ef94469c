using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>What numbers lead to besides people and queues, and where that leads calls on to.</summary>
public class DestinationTests
{
    const string Outside = "0301234567";

    static readonly CallTarget ToMenu = new(CallTargetKind.Application, Application: Garage.Menu, DestinationId: Garage.MainMenu);

    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    public DestinationTests()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Anna, Bram, Sanne);
        _garage.Have(Garage.WorkshopOf(Sanne.Id));
        _garage.HaveMenus(Bram);
    }

    [Fact]
    [Spec("A3-01")]
    public void A_number_leads_to_a_menu_and_its_key_to_a_person_as_one_call()
    {
        var called = _garage.CallIn(PaperSettings.MenuNumber, Outside);
        var script = Assert.Single(_garage.Ears.Scripts.Values);
        Assert.Equal((Garage.Menu, Garage.MainMenu, null, ""), (script.Application, script.Destination, script.For, script.Dialled));
        var placed = Assert.Single(_garage.Ears.Of(called).OfType<CallPlaced>());
        Assert.Equal(("Main menu", Garage.Menu), (placed.CalleeName, placed.Application));
        _garage.Post(new SwitchboardInput.ScriptAnswered(called));

        _garage.SendOn(called, To(Bram));

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(LegId.OfCaller(called).Media));
        Assert.Equal(CallOutcome.Forwarded, _garage.OutcomeOf(called));
        Assert.Equal(called.Value, _garage.Ears.Of(called.Following()).OfType<CallPlaced>().Single().TransferOf);
        _garage.Answer(Bram, called.Following());
        Assert.True(_garage.CallOf(Bram) is { State: CallState.Active, OtherAddress: "+31301234567" });
    }

    [Fact]
    [Spec("A3-01", "M1.1-10")]
    public void A_number_leads_to_the_voicemail_of_a_person_or_of_a_queue_without_ringing_them()
    {
        LeadsTo(new NumberDestination(Garage.Voicemail, Bram.Id.Value));
        _garage.CallIn(PaperSettings.MenuNumber, Outside);
        Assert.Equal((Bram.Id, null), (Assert.Single(_garage.Ears.Scripts.Values).For, _garage.Ears.Scripts.Values.Single().Queue));
        Assert.Empty(_garage.Ears.RingingLines);

        LeadsTo(new NumberDestination(Garage.Voicemail, Garage.Workshop));
        _garage.CallIn(PaperSettings.MenuNumber, "0307654321");
        Assert.Contains(_garage.Ears.Scripts.Values, script => script.Queue == Garage.Workshop);
        Assert.Empty(_garage.Queues.Single().Waiting);

        LeadsTo(new NumberDestination(Garage.Voicemail, Anna.Id.Value)); // she has none
        var nowhere = _garage.CallIn(PaperSettings.MenuNumber, "0307654322", trunk: 2);
        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(nowhere));
    }

    [Fact]
    [Spec("A3-01", "A11-03")]
    public void People_of_the_company_call_it_by_its_extension_and_hand_calls_on_to_it()
    {
        var call = _garage.Dial(Anna, "350");
        Assert.Equal(Garage.MainMenu, _garage.Ears.Scripts[call].Destination);
        Assert.True(_garage.CallOf(Anna) is { Application: Garage.Menu, OtherName: "Main menu" });
        _garage.HangUp(Anna, call);

        var outside = _garage.CallIn(PaperSettings.AnnasNumber, Outside);
        _garage.Answer(Anna, outside);
        var onward = _garage.Transfer(Anna, outside, "350");
        _garage.Post(new SwitchboardInput.ScriptAnswered(onward));
        _garage.SendOn(onward, new CallTarget(CallTargetKind.Application, Application: "queue", DestinationId: Garage.Workshop));

        _garage.Post(new SwitchboardInput.ScriptAnswered(onward.Following()));

        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
        Assert.Equal("Workshop", _garage.Ears.Of(onward.Following()).OfType<CallPlaced>().Single().CalleeName);
    }

    [Fact]
    [Spec("A11-03", "A4-03", "M2.1-03")]
    public void Where_it_cannot_lead_the_call_stays_and_the_script_hears_so()
    {
        var call = _garage.CallIn(PaperSettings.MenuNumber, Outside);
        _garage.Post(new SwitchboardInput.ScriptAnswered(call));

        _garage.SendOn(call, Number("112"), payer: Anna);
        _garage.SendOn(call, Number("299"), payer: Anna);
        _garage.SendOn(call, Number("*43"), payer: Anna);
        _garage.SendOn(call, Number("1233"), payer: Anna); // whose it is says who dials it
        _garage.SendOn(call, Number("020 123 4567")); // nobody pays
        _garage.SendOn(call, Number(Outside), payer: Anna); // who calls would be called
        _garage.SendOn(call, CallTarget.Nobody);
        _garage.SendOn(call, new CallTarget(CallTargetKind.Application, Application: Garage.Menu, DestinationId: Garage.Workshop));
        _garage.SendOn(call, new CallTarget(CallTargetKind.Application, Application: Garage.Voicemail, DestinationId: Anna.Id.Value));

        Assert.Equal(9, _garage.Ears.ScriptsTold.Count(told => told.What is ScriptInput.NotSent));
        Assert.Equal(call, Assert.Single(_garage.Ears.Scripts).Key);

        _garage.Set(PaperSettings.Stopped);
        _garage.SendOn(call, Number("020 123 4567"), payer: Anna);
        Assert.Single(_garage.Ears.Scripts);
        _garage.Set(PaperSettings.Standard);
        _garage.SendOn(call, Number("020 123 4567"), payer: Anna);

        Assert.Empty(_garage.Ears.Scripts);
        Assert.Equal("+31201234567", Assert.Single(_garage.Ears.Ringing).Endpoint is Endpoint.Trunk trunk ? trunk.Number : "");
    }

    [Fact]
    [Spec("A11-03", "A6-02")]
    public void What_happens_after_a_key_is_as_in_any_call()
    {
        _garage.Is(
            Bram,
            new CallTreatment(
                RungDevices.Chosen,
                Seconds: 15,
                InTurn: false,
                new(CallTargetKind.Application, Application: Garage.Voicemail)
            )
        );
        var call = _garage.CallIn(PaperSettings.MenuNumber, Outside);
        _garage.Post(new SwitchboardInput.ScriptAnswered(call));
        _garage.SendOn(call, To(Bram));
        _garage.Wait(15);
        Assert.Equal(Bram.Id, Assert.Single(_garage.Ears.Scripts.Values).For);

        _garage.Post(
            new SwitchboardInput.ScreeningsChanged(
                System.Collections.Immutable.ImmutableDictionary<Kernel.UserId, Contacts.Contracts.Screening>.Empty.Add(
                    Anna.Id,
                    new Contacts.Contracts.Screening(
                        RejectsAnonymous: false,
                        OnlyContacts: false,
                        new HashSet<string> { "+31307654321" },
                        new HashSet<string>()
                    )
                )
            )
        );
        var unwanted = _garage.CallIn(PaperSettings.MenuNumber, "0307654321");
        _garage.Post(new SwitchboardInput.ScriptAnswered(unwanted));
        _garage.SendOn(unwanted, To(Anna));
        Assert.Equal(CallOutcome.Blocked, _garage.OutcomeOf(unwanted.Following()));
        Assert.Empty(_garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("A11-03")]
    public void Who_hangs_up_at_that_moment_is_gone_and_what_comes_late_is_let_pass()
    {
        var call = _garage.CallIn(PaperSettings.MenuNumber, Outside);
        _garage.Post(new SwitchboardInput.ScriptAnswered(call));
        _garage.Post(new SwitchboardInput.LegEnded(LegId.OfCaller(call), LegCause.Normal));

        _garage.SendOn(call, To(Bram));

        Assert.Empty(_garage.Ears.RingingLines);
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
        Assert.Single(_garage.Ears.ScriptsTold, told => told.What is ScriptInput.HungUp);
    }

    [Fact]
    [Spec("A11-03")]
    public void What_leads_round_and_round_comes_to_an_end()
    {
        _garage.Forwards((Bram, ToMenu));
        var call = _garage.CallIn(PaperSettings.MenuNumber, Outside);
        for (var round = 0; round < 20 && _garage.Ears.Scripts.Count > 0; round++)
        {
            _garage.SendOn(_garage.Ears.Scripts.Keys.Single(), To(Bram));
        }

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines); // it was at the menu often enough
        Assert.InRange(
            _garage.Ears.Recorded.Values.SelectMany(e => e).OfType<CallPlaced>().Count(placed => placed.TransferOf == call.Value),
            2,
            12
        );

        // A queue where nobody is sends to a colleague, whose calls go to that queue.
        _garage.Forwards((Anna, new CallTarget(CallTargetKind.Number, "300")));
        _garage.Have(Garage.WorkshopOf() with { WhenNobody = To(Anna) });
        _garage.CallIn(PaperSettings.WorkshopNumber, "0307654321");
        Assert.Equal([Bram.Line, Anna.Line], _garage.Ears.RingingLines);
    }

    void LeadsTo(NumberDestination destination) =>
        _garage.Set(
            PaperSettings.Standard with
            {
                Numbers =
                [
                    .. PaperSettings.Standard.Numbers.Select(number =>
                        number.Number.E164 == PaperSettings.MenuNumber ? number with { Destination = destination } : number
                    ),
                ],
            }
        );

    static CallTarget To(Employee person) => new(CallTargetKind.Colleague, PersonId: person.Id.Value);

    static CallTarget Number(string number) => new(CallTargetKind.Number, number);
}
