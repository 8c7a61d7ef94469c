using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Calls that go elsewhere than to who was called.</summary>
public class ForwardingTests
{
    const string Outside = "0301234567";
    const string OutsideE164 = "+31301234567";

    readonly Garage _garage = new();

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    public ForwardingTests()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Anna, Bram, Sanne);
    }

    [Fact]
    [Spec("M4.3-01", "A6-02")]
    public void All_calls_go_to_the_colleague_at_once_and_nothing_rings_here()
    {
        _garage.Forwards((Bram, To("203")));

        var call = _garage.Dial(Anna, Bram);

        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
        Assert.True(_garage.CallOf(Sanne) is { OtherName: "Anna de Vries", ForwardedBy: "Bram Hofstra" });
        Assert.True(_garage.CallOf(Anna) is { State: CallState.RingingOut, OtherName: "Sanne Bakker" });
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(Anna.Line));
        _garage.Answer(Sanne, _garage.CallOf(Sanne).Id);
        _garage.AssertTalking(Anna, Sanne);
        Assert.Equal(CallOutcome.Forwarded, _garage.OutcomeOf(call)); // Bram missed nothing
    }

    [Fact]
    [Spec("M4.3-01", "A4-03")]
    public void A_call_from_outside_goes_outside_on_the_account_of_who_forwards_it()
    {
        _garage.Forwards((Bram, To("0201112233")));

        var call = _garage.CallIn(PaperSettings.BramsNumber, Outside);

        var (leg, at) = _garage.OutsideLegOf(call.Following());
        Assert.Equal("+31201112233", at.Number);
        var placed = Assert.Single(_garage.Ears.Of(call.Following()).OfType<CallPlaced>());
        Assert.Equal((Bram.Id.Value, PaperSettings.BramsNumber), (placed.TransferredBy, placed.Shown));
        _garage.Post(new SwitchboardInput.LegAnswered(leg));
        _garage.AssertTalking(LegId.OfCaller(call).Media, leg.Media);
    }

    [Fact]
    [Spec("M4.3-01", "A4-03")]
    public void What_the_guard_forbids_is_said_and_it_rings_here_instead()
    {
        _garage.Set(PaperSettings.NotOutside(2));
        _garage.Forwards((Bram, To("0201112233")));

        _garage.CallIn(PaperSettings.BramsNumber, Outside);

        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
        Assert.Equal(NoticeCause.MayNotCallOutside, _garage.CallsOf(Bram).Notice?.Cause);
    }

    [Fact]
    [Spec("M4.3-01")]
    public void To_the_mobile_number_calls_are_not_forwarded()
    {
        _garage.Forwards((Bram, To("203")));

        _garage.CallIn(PaperSettings.BramsMobile, Outside);

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("A6-02", "M6.4.4-01")]
    public void Not_answered_or_refused_it_goes_on_to_where_the_status_says()
    {
        _garage.Is(Bram, new CallTreatment(RungDevices.Chosen, Seconds: 15, InTurn: false, Colleague(Sanne)));
        var first = _garage.CallIn(PaperSettings.BramsNumber, Outside);
        _garage.Wait(15);
        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(first));
        _garage.Answer(Sanne, first.Following());
        _garage.AssertTalking(LegId.OfCaller(first).Media, Sanne.Line.Media);
        Assert.Contains(_garage.Ears.Of(first), e => e is CallLaterAnswered); // Bram missed nothing
        _garage.HangUp(Sanne, first.Following());

        var second = _garage.CallIn(PaperSettings.BramsNumber, Outside);
        _garage.Refuse(Bram, second);

        Assert.Equal(CallOutcome.Refused, _garage.OutcomeOf(second));
        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("A6-02")]
    public void With_nobody_there_it_goes_on_at_once()
    {
        _garage.Is(Sanne, new CallTreatment(RungDevices.Chosen, Seconds: 15, InTurn: false, Colleague(Bram)));
        _garage.SignOut(Sanne);
        _garage.Dial(Anna, Sanne);
        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("A6-02")]
    public void Who_has_as_many_calls_as_can_be_is_passed_by()
    {
        _garage.Is(Bram, new CallTreatment(RungDevices.Chosen, Seconds: 60, InTurn: false, Colleague(Sanne)));
        foreach (var trunk in new[] { 1, 1, 2, 2 })
        {
            _garage.CallIn(PaperSettings.BramsNumber, Outside, trunk: trunk);
        }

        var call = _garage.Dial(Anna, Bram);

        Assert.Equal(CallOutcome.Busy, _garage.OutcomeOf(call));
        Assert.Contains(Sanne.Line, _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("B1", "R6")]
    public void A_line_whose_page_gives_no_sign_of_life_does_not_keep_the_call()
    {
        _garage.Is(Bram, new CallTreatment(RungDevices.Softphone, Seconds: 60, InTurn: false, Colleague(Sanne)));
        var call = _garage.Dial(Anna, Bram);
        Assert.Equal((call, true), (Assert.Single(_garage.Ears.Woken).Call, _garage.Ears.Woken[0].HasLine));

        _garage.Post(new SwitchboardInput.Woken(call, Bram.Id, Reached: false));

        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);
        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("B1", "R6")]
    public void But_a_desk_phone_beside_it_rings_on()
    {
        _garage.PhoneUp(Bram);
        _garage.Is(Bram, new CallTreatment(RungDevices.Softphone | RungDevices.DeskPhones, Seconds: 60, InTurn: false, Colleague(Sanne)));
        var call = _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.Woken(call, Bram.Id, Reached: false));

        Assert.Empty(_garage.Ears.RingingLines);
        _garage.PickUp(Bram, call);
        Assert.Equal(CallState.Active, _garage.CallOf(Anna).State);
    }

    [Fact]
    [Spec("M4.3-01")]
    public void Round_in_a_ring_it_comes_to_nobody_twice()
    {
        _garage.Forwards((Bram, To("203")), (Sanne, To("204")), (_garage.Joost, To("202")));

        var call = _garage.Dial(Anna, Bram);

        Assert.Equal(CallOutcome.Forwarded, _garage.OutcomeOf(call));
        Assert.Equal(CallOutcome.Forwarded, _garage.OutcomeOf(call.Following()));
        Assert.Equal(CallOutcome.Unreachable, _garage.OutcomeOf(call.Following().Following())); // Joost has nothing that rings
        Assert.Empty(_garage.Ears.RingingLines);
    }

    [Theory]
    [InlineData("201")] // who calls
    [InlineData("202")] // himself
    [InlineData("299")]
    [InlineData("112")]
    [InlineData("701")] // a parking slot
    [InlineData("mr. X")]
    [Spec("M4.3-01", "M2.1-03")]
    public void What_leads_nowhere_forwards_nothing(string number)
    {
        _garage.Forwards((Bram, To(number)));

        _garage.Dial(Anna, Bram);

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
    }

    [Fact]
    [Spec("M4.3-01")]
    public void Who_was_transferred_and_forwarded_in_vain_comes_back_to_who_transferred_them()
    {
        _garage.Forwards((Bram, To("203")));
        var call = _garage.CallIn(PaperSettings.AnnasNumber, Outside);
        _garage.Answer(Anna, call);
        _garage.Transfer(Anna, call, "202");
        Assert.Equal([Sanne.Line], _garage.Ears.RingingLines);

        _garage.Wait(30);

        Assert.Equal(new RecallView("Sanne Bakker", "203", CallOutcome.NoAnswer), _garage.CallOf(Anna).Recall);
    }

    [Fact]
    [Spec("M4.3-01")]
    public void Who_was_asked_first_may_be_somebody_to_whom_it_was_forwarded()
    {
        _garage.Forwards((Bram, To("203")));
        var call = _garage.CallIn(PaperSettings.AnnasNumber, Outside);
        _garage.Answer(Anna, call);
        var consultation = _garage.Consult(Anna, call, "202");
        _garage.Answer(Sanne, consultation.Following());
        _garage.AssertTalking(Anna, Sanne);

        _garage.ConnectCalls(Anna, call);

        _garage.AssertTalking(LegId.OfCaller(call).Media, Sanne.Line.Media);
    }

    [Fact]
    [Spec("B12")]
    public void Who_is_blocked_here_is_not_forwarded_either()
    {
        _garage.Forwards((Bram, To("203")));
        _garage.Post(
            new SwitchboardInput.ScreeningsChanged(
                System.Collections.Immutable.ImmutableDictionary<Kernel.UserId, Contacts.Contracts.Screening>.Empty.Add(
                    Bram.Id,
                    new Contacts.Contracts.Screening(
                        RejectsAnonymous: false,
                        OnlyContacts: false,
                        new HashSet<string> { OutsideE164 },
                        new HashSet<string>()
                    )
                )
            )
        );

        Assert.Equal(CallOutcome.Blocked, _garage.OutcomeOf(_garage.CallIn(PaperSettings.BramsNumber, Outside)));
    }

    [Fact]
    [Spec("M4.3-01")]
    public void The_caller_who_gives_up_leaves_nothing_behind()
    {
        _garage.Forwards((Bram, To("0201112233")));
        var call = _garage.Dial(Anna, Bram);

        _garage.HangUp(Anna, call.Following());

        Assert.Empty(_garage.Ears.Legs);
        Assert.Equal(CallOutcome.Cancelled, _garage.OutcomeOf(call.Following()));
    }

    static CallTarget To(string number) => new(CallTargetKind.Number, number);

    static CallTarget Colleague(Employee who) => new(CallTargetKind.Colleague, PersonId: who.Id.Value);
}
