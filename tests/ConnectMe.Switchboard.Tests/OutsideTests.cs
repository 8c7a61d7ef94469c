using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class OutsideTests
{
    const string Amsterdam = "020 123 4567";
    const string AmsterdamE164 = "+31201234567";

    readonly Garage _garage = new();

    public OutsideTests() => _garage.Set(PaperSettings.Standard);

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Theory]
    [InlineData("020-1234567")]
    [InlineData("(020) 123 45 67")]
    [InlineData("+31 20 1234567")]
    [InlineData("0031201234567")]
    public void A_number_is_dialled_in_E164_by_the_first_trunk_however_it_is_written(string typed)
    {
        _garage.Up(Anna);

        var call = _garage.Dial(Anna, typed);

        Assert.Equal(new Endpoint.Trunk(new TrunkId(PaperSettings.TrunkId(1)), AmsterdamE164), _garage.OutsideLegOf(call).At);
        Assert.True(_garage.CallOf(Anna) is { OtherNumber: Amsterdam, OtherIsOutside: true, Trunk: "Voorbeeld Telecom" });
        Assert.Equal(AmsterdamE164, Assert.IsType<CallPlaced>(_garage.Ears.Of(call)[0]).Dialled);
    }

    [Fact]
    public void An_extension_is_no_outside_number_and_a_company_number_rings_its_person()
    {
        _garage.Up(Anna, Bram);
        _garage.Dial(Anna, "202");
        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);

        _garage.Dial(Anna, "020 555 0102");

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        Assert.True(_garage.CallOf(Bram) is { State: CallState.Incoming });
        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.Endpoint is Endpoint.Trunk);
    }

    [Fact]
    public void What_the_exchange_says_before_it_answers_is_heard_and_the_answer_changes_nothing_to_that()
    {
        _garage.RingsAtOnce = false;
        _garage.Up(Anna);
        var (leg, _) = _garage.OutsideLegOf(_garage.Dial(Anna, Amsterdam));
        _garage.AssertSilence(Anna);

        _garage.Post(new SwitchboardInput.LegProgress(leg));
        _garage.AssertTalking(Anna.Line.Media, leg.Media);
        Assert.Equal(CallState.RingingOut, _garage.CallOf(Anna).State);

        _garage.Post(new SwitchboardInput.LegAnswered(leg));
        _garage.AssertTalking(Anna.Line.Media, leg.Media);
        Assert.Equal(CallState.Active, _garage.CallOf(Anna).State);
    }

    [Fact]
    public void A_phone_hears_the_exchange_before_the_answer_too()
    {
        var call = _garage.PhoneDial(Anna, Amsterdam);
        var caller = LegId.OfCaller(call);
        var (leg, _) = _garage.OutsideLegOf(call);

        var effects = _garage.Post(new SwitchboardInput.LegProgress(leg));

        Assert.Contains(effects, e => e is SwitchboardEffect.ProgressLeg { Leg: var told } && told == caller);
        _garage.AssertTalking(caller.Media, leg.Media);
        _garage.Post(new SwitchboardInput.LegAnswered(leg));
        Assert.True(_garage.Ears.Legs[caller].Answered);
        _garage.AssertTalking(caller.Media, leg.Media);
    }

    [Theory]
    [InlineData(LegCause.Unavailable, 503)]
    [InlineData(LegCause.Timeout, 408)]
    [Spec("R11")]
    public void A_trunk_that_is_out_of_order_is_followed_by_the_next(LegCause cause, int status)
    {
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Amsterdam);
        var (first, _) = _garage.OutsideLegOf(call);

        _garage.Post(new SwitchboardInput.LegFailed(first, cause, status));

        var (second, at) = _garage.OutsideLegOf(call);
        Assert.Equal(PaperSettings.TrunkId(2), at.Id.Value);
        _garage.Post(new SwitchboardInput.LegAnswered(second));
        _garage.AssertTalking(Anna.Line.Media, second.Media);
        Assert.Equal([1, 2], _garage.Ears.Of(call).OfType<CallRouted>().Select(routed => routed.Trunk == "Reserve" ? 2 : 1));
        Assert.True(
            Assert.Single(_garage.Ears.Of(call).OfType<RouteFailed>()) is { Trunk: "Voorbeeld Telecom" } failed && failed.Status == status
        );
    }

    [Fact]
    [Spec("R11")]
    public void A_trunk_that_says_nothing_is_followed_by_the_next_within_four_seconds_and_avoided_for_a_minute()
    {
        _garage.RingsAtOnce = false;
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Amsterdam);

        _garage.Wait(4);
        Assert.Equal(PaperSettings.TrunkId(2), _garage.OutsideLegOf(call).At.Id.Value);
        Assert.Equal(PaperSettings.TrunkId(2), _garage.OutsideLegOf(_garage.Dial(Bram, Amsterdam)).At.Id.Value);

        _garage.Post(new SwitchboardInput.TrunkUp(new TrunkId(PaperSettings.TrunkId(1))));
        Assert.Equal(PaperSettings.TrunkId(1), _garage.OutsideLegOf(_garage.Dial(Bram, Amsterdam)).At.Id.Value);
    }

    [Fact]
    public void A_trunk_that_took_the_call_on_is_waited_for()
    {
        _garage.RingsAtOnce = false;
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Amsterdam);
        var (leg, _) = _garage.OutsideLegOf(call);

        _garage.Post(new SwitchboardInput.LegTrying(leg));
        _garage.Wait(60);

        Assert.Equal(leg, _garage.OutsideLegOf(call).Leg);
        _garage.Wait(120);
        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(call));
    }

    [Theory]
    [InlineData(LegCause.Busy, 486, CallOutcome.Busy)]
    [InlineData(LegCause.UnknownNumber, 404, CallOutcome.UnknownNumber)]
    [InlineData(LegCause.Refused, 603, CallOutcome.Refused)]
    [InlineData(LegCause.NotAllowed, 403, CallOutcome.NotAllowed)]
    [Spec("R11")]
    public void What_the_other_side_answers_is_final(LegCause cause, int status, CallOutcome outcome)
    {
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Amsterdam);

        _garage.Post(new SwitchboardInput.LegFailed(_garage.OutsideLegOf(call).Leg, cause, status));

        Assert.Equal(outcome, _garage.OutcomeOf(call));
        Assert.Equal(status, Assert.Single(_garage.Ears.Of(call).OfType<CallEnded>()).Status);
    }

    [Fact]
    public void When_no_trunk_works_the_call_says_so()
    {
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Amsterdam);

        _garage.Post(new SwitchboardInput.LegFailed(_garage.OutsideLegOf(call).Leg, LegCause.Unavailable, 500));
        _garage.Post(new SwitchboardInput.LegFailed(_garage.OutsideLegOf(call).Leg, LegCause.Unavailable, 503));

        Assert.Equal(CallOutcome.TrunkUnavailable, _garage.OutcomeOf(call));
    }

    [Fact]
    [Spec("A4-02")]
    public void A_trunk_that_is_down_is_the_last_to_be_tried()
    {
        _garage.Up(Anna);
        _garage.Post(new SwitchboardInput.TrunkDown(new TrunkId(PaperSettings.TrunkId(1))));

        Assert.Equal(PaperSettings.TrunkId(2), _garage.OutsideLegOf(_garage.Dial(Anna, Amsterdam)).At.Id.Value);
        _garage.Post(new SwitchboardInput.TrunkDown(new TrunkId(PaperSettings.TrunkId(2))));
        Assert.Equal(PaperSettings.TrunkId(1), _garage.OutsideLegOf(_garage.Dial(Anna, Amsterdam)).At.Id.Value);
    }

    [Fact]
    [Spec("A4-02")]
    public void A_full_trunk_is_passed_over_and_full_trunks_are_a_word()
    {
        _garage.Up(Anna, Bram, _garage.Sanne, _garage.Joost);
        _garage.CallIn(PaperSettings.AnnasNumber, "0301234567");
        _garage.CallIn(PaperSettings.BramsNumber, "0301234567");

        Assert.Equal(PaperSettings.TrunkId(2), _garage.OutsideLegOf(_garage.Dial(_garage.Sanne, Amsterdam)).At.Id.Value);
        _garage.CallIn(PaperSettings.AnnasNumber, "0301234567", trunk: 2);

        Assert.Equal(CallOutcome.TrunksBusy, _garage.OutcomeOf(_garage.Dial(_garage.Joost, Amsterdam)));
        var refused = LegId.OfCaller(_garage.CallIn(PaperSettings.BramsNumber, "0301234567"));
        Assert.Equal(LegCause.TooMany, _garage.Ears.Ended[refused]);
    }

    [Fact]
    [Spec("M4.5-01", "M4.5-02", "M4.5-04", "M1.1-15")]
    public void The_number_shown_is_the_one_chosen_for_the_call_else_the_saved_one_else_ones_own()
    {
        _garage.Up(Anna, Bram);

        Assert.Equal(PaperSettings.BramsNumber, ShownBy(_garage.Dial(Bram, Amsterdam)).Number);
        Assert.Equal(PaperSettings.MainNumber, ShownBy(_garage.DialShowing(Bram, Amsterdam, PaperSettings.NumberOf(0))).Number);
        Assert.Equal(PaperSettings.BramsNumber, ShownBy(_garage.DialShowing(Bram, Amsterdam, PaperSettings.NumberOf(1))).Number);

        _garage.Set(
            PaperSettings.Standard with
            {
                Choices = new Dictionary<Guid, CallerIdChoice> { [Bram.Id.Value] = PaperSettings.NumberOf(3) },
            }
        );
        Assert.Equal(PaperSettings.BramsMobile, ShownBy(_garage.Dial(Bram, Amsterdam)).Number);
    }

    [Fact]
    [Spec("M14.1-05")]
    public void In_their_private_role_people_show_what_they_chose_for_it_and_one_call_may_show_another_number()
    {
        _garage.Up(Anna, Bram);
        var choices = new Dictionary<Guid, CallerIdChoice> { [Bram.Id.Value] = PaperSettings.NumberOf(3) };
        _garage.Set(PaperSettings.Standard with { PrivateChoices = choices });
        Assert.Equal(PaperSettings.BramsNumber, ShownBy(_garage.Dial(Bram, Amsterdam)).Number);

        _garage.Set(PaperSettings.Standard with { PrivateChoices = choices, InPrivate = [Bram.Id.Value] });

        Assert.Equal(PaperSettings.BramsMobile, ShownBy(_garage.Dial(Bram, Amsterdam)).Number);
        Assert.Equal(PaperSettings.BramsMobile, ShownBy(_garage.PhoneDial(Bram, Amsterdam)).Number);
        Assert.Equal(PaperSettings.MainNumber, ShownBy(_garage.DialShowing(Bram, Amsterdam, PaperSettings.NumberOf(0))).Number);
    }

    [Fact]
    [Spec("M4.5-05")]
    public void The_saved_choice_holds_for_the_desk_phone_too()
    {
        _garage.Set(
            PaperSettings.Standard with
            {
                Choices = new Dictionary<Guid, CallerIdChoice> { [Bram.Id.Value] = PaperSettings.NumberOf(0) },
            }
        );

        Assert.Equal(PaperSettings.MainNumber, ShownBy(_garage.PhoneDial(Bram, Amsterdam)).Number);
    }

    [Fact]
    [Spec("M4.5-03")]
    public void Who_may_hides_the_number_and_the_provider_still_knows_it()
    {
        _garage.Up(Anna, Bram);

        Assert.True(
            ShownBy(_garage.DialShowing(Anna, Amsterdam, CallerIdChoice.Anonymous))
                is { Anonymous: true, Number: PaperSettings.AnnasNumber }
        );
        Assert.False(ShownBy(_garage.DialShowing(Bram, Amsterdam, CallerIdChoice.Anonymous)).Anonymous);
    }

    [Fact]
    public void A_held_outside_party_hears_music_and_its_own_hold_is_left_to_it()
    {
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Amsterdam);
        var (leg, _) = _garage.OutsideLegOf(call);
        _garage.Post(new SwitchboardInput.LegAnswered(leg));

        _garage.Hold(Anna, call);
        Assert.Equal(Sound.HoldMusic, _garage.Ears.PlayedTo(leg.Media));
        _garage.Resume(Anna, call);
        _garage.Post(new SwitchboardInput.LegHeld(leg));

        _garage.AssertTalking(Anna.Line.Media, leg.Media);
    }

    [Fact]
    public void An_outside_party_that_hangs_up_ends_the_call_and_a_busy_tone_is_not_played_for_that()
    {
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, Amsterdam);
        var (leg, _) = _garage.OutsideLegOf(call);
        _garage.Post(new SwitchboardInput.LegAnswered(leg));

        _garage.Post(new SwitchboardInput.LegEnded(leg));

        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
        _garage.AssertSilence(Anna);
        _garage.Wait(10);
        Assert.Equal(0, _garage.Count);
    }

    ShownCaller ShownBy(CallId call) => _garage.Ears.Shown[_garage.OutsideLegOf(call).Leg];
}
