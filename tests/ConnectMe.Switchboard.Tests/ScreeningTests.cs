using System.Collections.Immutable;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class ScreeningTests
{
    const string Spammer = "+31301234567";
    readonly Garage _garage = new();

    public ScreeningTests()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Anna, Bram);
    }

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Theory]
    [InlineData("0301234567")]
    [InlineData("+31301234567")]
    [InlineData("31301234567")]
    [Spec("B12")]
    public void A_blocked_caller_hears_busy_whatever_the_notation_and_nothing_rings(string caller)
    {
        Screen(Anna, Only(blocked: Spammer));

        var call = _garage.CallIn(PaperSettings.AnnasNumber, caller);

        AssertTurnedAway(call, ScreeningCause.BlockedNumber);
        Assert.Equal("CallPlaced CallEnded", string.Join(' ', _garage.Ears.Of(call).Select(e => e.GetType().Name)));
    }

    [Fact]
    [Spec("B12")]
    public void Others_are_still_called_by_who_is_blocked_and_callers_who_are_not_still_ring()
    {
        Screen(Anna, Only(blocked: Spammer));

        _garage.CallIn(PaperSettings.BramsNumber, Spammer);
        _garage.CallIn(PaperSettings.AnnasNumber, "+31301234568");

        Assert.Equal(CallState.Incoming, _garage.CallOf(Bram).State);
        Assert.Equal(CallState.Incoming, _garage.CallOf(Anna).State);
    }

    [Fact]
    [Spec("B12")]
    public void Who_hides_their_number_is_turned_away_by_who_wants_that()
    {
        Screen(Anna, new Screening(RejectsAnonymous: true, OnlyContacts: false, Blocked: Set(), Known: Set()));

        AssertTurnedAway(_garage.CallIn(PaperSettings.AnnasNumber, Spammer, anonymous: true), ScreeningCause.AnonymousCaller);
        AssertTurnedAway(_garage.CallIn(PaperSettings.AnnasNumber, ""), ScreeningCause.AnonymousCaller);
        _garage.CallIn(PaperSettings.AnnasNumber, Spammer);
        Assert.Equal(CallState.Incoming, _garage.CallOf(Anna).State);
    }

    [Fact]
    [Spec("B12")]
    public void Of_contacts_only_those_and_colleagues_ring()
    {
        Screen(Anna, new Screening(RejectsAnonymous: false, OnlyContacts: true, Blocked: Set(), Known: Set("+31301234568")));

        AssertTurnedAway(_garage.CallIn(PaperSettings.AnnasNumber, Spammer), ScreeningCause.NoContact);
        AssertTurnedAway(_garage.CallIn(PaperSettings.AnnasNumber, Spammer, anonymous: true), ScreeningCause.NoContact);
        foreach (var known in new[] { "0301234568", "0612345678" }) // a contact, and Bram's own mobile
        {
            var call = _garage.CallIn(PaperSettings.AnnasNumber, known);
            Assert.Equal(CallState.Incoming, _garage.CallOf(Anna).State);
            _garage.Post(new SwitchboardInput.Refuse(call, Anna.Id));
        }

        _garage.Dial(Bram, Anna);
        Assert.Equal(CallState.Incoming, _garage.CallOf(Anna).State);
    }

    [Fact]
    [Spec("B12")]
    public void Blocking_while_it_rings_refuses_in_one()
    {
        _garage.PhoneUp(Anna);
        var call = _garage.CallIn(PaperSettings.AnnasNumber, Spammer);

        var effects = _garage.Post(new SwitchboardInput.BlockCaller(call, Anna.Id));

        Assert.Contains(new SwitchboardEffect.TurnAway(call, Anna.Id, ScreeningCause.BlockedNumber), effects);
        AssertTold(call, LegCause.Busy);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
    }

    [Fact]
    public void Blocking_is_of_who_is_called_and_ends_no_conversation()
    {
        var call = _garage.CallIn(PaperSettings.AnnasNumber, Spammer);
        Assert.Empty(_garage.Post(new SwitchboardInput.BlockCaller(call, Bram.Id)));
        _garage.Answer(Anna, call);

        Assert.Empty(_garage.Post(new SwitchboardInput.BlockCaller(call, Anna.Id)));

        _garage.AssertTalking(LegId.OfCaller(call).Media, Anna.Line.Media);
    }

    [Fact]
    public void A_colleague_may_hand_on_who_is_blocked()
    {
        Screen(Anna, Only(blocked: Spammer));
        var call = _garage.CallIn(PaperSettings.BramsNumber, Spammer);
        _garage.Answer(Bram, call);

        _garage.Post(
            new SwitchboardInput.TransferCall(call, Bram.Id, "201", new CallId(Garage.Seeded(1, 6)), new CallId(Garage.Seeded(2, 6)))
        );

        Assert.Equal(CallState.Incoming, _garage.CallOf(Anna).State);
    }

    void AssertTurnedAway(CallId call, ScreeningCause cause)
    {
        Assert.Equal(CallOutcome.Blocked, _garage.OutcomeOf(call));
        Assert.Contains(_garage.Ears.TurnedAway, away => away.Call == call && away.Cause == cause);
        AssertTold(call, LegCause.Busy);
        Assert.Empty(_garage.CallsOf(Anna).Calls);
    }

    void AssertTold(CallId call, LegCause cause)
    {
        Assert.Equal(cause, _garage.Ears.Ended[LegId.OfCaller(call)]);
        Assert.Equal(486, cause.SipStatus());
        Assert.Empty(_garage.Ears.Legs);
    }

    void Screen(Employee who, Screening screening) =>
        _garage.Post(new SwitchboardInput.ScreeningsChanged(ImmutableDictionary<UserId, Screening>.Empty.Add(who.Id, screening)));

    static Screening Only(string blocked) => new(RejectsAnonymous: false, OnlyContacts: false, Set(blocked), Set());

    static HashSet<string> Set(params string[] numbers) => [.. numbers];
}
