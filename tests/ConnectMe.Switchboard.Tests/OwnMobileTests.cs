using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Anna makes and answers calls with her mobile.</summary>
public class OwnMobileTests
{
    static readonly string AnnasMobile = PaperSettings.MobileOf(1);

    readonly Garage _garage = new();

    public OwnMobileTests() => _garage.Set(PaperSettings.OnTheirMobiles(1));

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Fact]
    [Spec("M6.2-01", "M6.2-02")]
    public void Dialling_in_the_browser_rings_the_own_mobile_over_the_trunk_and_nobody_else_yet()
    {
        _garage.Up(Anna, Bram);

        var call = _garage.Dial(Anna, Bram);

        var (leg, at) = _garage.OutsideLegOf(call);
        Assert.Equal(AnnasMobile, at.Number);
        Assert.Equal(new ShownCaller(PaperSettings.AnnasNumber, "", Anonymous: false), _garage.Ears.Shown[leg]);
        Assert.Empty(_garage.Ears.RingingLines);
        Assert.True(_garage.CallOf(Anna) is { State: CallState.RingingOut, RingsAt: "06 11111101", OtherNumber: "202", Line: null });
        Assert.Empty(_garage.CallsOf(Bram).Calls);
        Assert.Empty(_garage.Ears.Of(call)); // nobody was called yet
    }

    [Fact]
    [Spec("M6.2-02")]
    public void Picked_up_it_calls_the_other_hears_ringback_and_talks_when_they_answer()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);
        var (mobile, _) = _garage.OutsideLegOf(call);

        _garage.Post(new SwitchboardInput.LegAnswered(mobile));

        Assert.Equal([Bram.Line], _garage.Ears.RingingLines);
        Assert.Equal(Sound.Ringback, _garage.Ears.PlayedTo(mobile.Media));
        Assert.True(_garage.CallOf(Anna) is { State: CallState.RingingOut, RingsAt: null, Device: DeviceKind.Mobile });
        Assert.Equal(DeviceKind.Mobile, Assert.Single(_garage.Ears.Of(call).OfType<CallPlaced>()).Device);

        _garage.Answer(Bram, call);

        _garage.AssertTalking(mobile.Media, Bram.Line.Media);
        _garage.Post(new SwitchboardInput.LegEnded(mobile));
        Assert.Equal(CallOutcome.Completed, _garage.OutcomeOf(call));
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    [Spec("M6.2-02", "A4-03")]
    public void A_number_outside_is_called_after_the_pick_up_and_the_guard_counts_both_legs()
    {
        _garage.Up(Anna);
        var call = _garage.Dial(Anna, "020 1234567");
        var (mobile, _) = _garage.OutsideLegOf(call);
        _garage.Post(new SwitchboardInput.LegAnswered(mobile));
        var other = _garage.Ears.Legs.Single(leg => leg.Value.Endpoint is Endpoint.Trunk { Number: "+31201234567" }).Key;
        _garage.Post(new SwitchboardInput.LegProgress(other));
        _garage.AssertTalking(mobile.Media, other.Media); // what the exchange says before the answer
        _garage.Post(new SwitchboardInput.LegAnswered(other));
        _garage.AssertTalking(mobile.Media, other.Media);

        _garage.Dial(Anna, "030 1234567"); // as many as one person may have: her mobile and the other
        Assert.Equal(NoticeCause.TooManyOutside, _garage.CallsOf(Anna).Notice!.Cause);

        _garage.Post(new SwitchboardInput.LegEnded(other));
        _garage.Wait(Telephony.Switching.Switchboard.NoticeTime + Telephony.Switching.Switchboard.BusyToneTime);
        Assert.Empty(_garage.Ears.Legs);
        _garage.Dial(Anna, "030 1234567");
        Assert.Null(_garage.CallsOf(Anna).Notice);
    }

    [Fact]
    [Spec("M6.2-02", "A4-03")]
    public void A_call_that_could_not_be_placed_beside_the_mobile_is_refused_before_it_rings()
    {
        _garage.Up(Anna);
        _garage.Set(PaperSettings.Standard);
        var first = _garage.Dial(Anna, "020 1234567");
        _garage.Post(new SwitchboardInput.LegAnswered(_garage.OutsideLegOf(first).Leg));
        _garage.Set(PaperSettings.OnTheirMobiles(1));

        _garage.Dial(Anna, "030 1234567");

        Assert.Equal(NoticeCause.TooManyOutside, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Equal(first, _garage.CallOf(Anna).Id);
        Assert.DoesNotContain(
            _garage.Ears.Legs.Values,
            leg => leg.Endpoint is Endpoint.Trunk { Number: var number } && number == AnnasMobile
        );
    }

    [Fact]
    [Spec("M6.2-02", "A4-02")]
    public void What_may_not_be_dialled_is_said_before_the_mobile_rings_and_so_is_a_mobile_that_may_not()
    {
        _garage.Up(Anna);
        _garage.Dial(Anna, "112");
        Assert.Equal(NoticeCause.EmergencyNumber, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.Dial(Anna, "+49 30 123456");
        Assert.Equal(NoticeCause.CountryNotAllowed, _garage.CallsOf(Anna).Notice!.Cause);

        _garage.Set(
            PaperSettings.OnTheirMobiles(1) with
            {
                Mobiles = new Dictionary<Guid, OwnMobile> { [Anna.Id.Value] = new("+4915112345678", IsChosen: true) },
            }
        );
        _garage.Dial(Anna, Bram);

        Assert.Equal((NoticeCause.CountryNotAllowed, "+4915112345678"), Said());
        Assert.Empty(_garage.Ears.Legs);
        Assert.Equal(0, _garage.Count);
    }

    [Fact]
    [Spec("M6.2-02")]
    public void A_mobile_whose_number_leads_back_to_the_company_is_nobodys()
    {
        _garage.Up(Anna, Bram);
        _garage.Set(
            PaperSettings.OnTheirMobiles(1) with
            {
                Mobiles = new Dictionary<Guid, OwnMobile> { [Anna.Id.Value] = new(PaperSettings.AnnasNumber, IsChosen: true) },
            }
        );

        _garage.Dial(Bram, Anna);

        Assert.Equal([Anna.Line], _garage.Ears.RingingLines);
        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.IsSip);
    }

    [Theory]
    [Spec("M6.2-02")]
    [InlineData(LegCause.Refused, nameof(NoticeCause.PhoneRefused))]
    [InlineData(LegCause.Busy, nameof(NoticeCause.PhoneRefused))]
    [InlineData(LegCause.UnknownNumber, nameof(NoticeCause.MobileUnreachable))]
    public void A_mobile_that_does_not_come_ends_the_call_with_words(LegCause cause, string said)
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);

        _garage.Post(new SwitchboardInput.LegFailed(_garage.OutsideLegOf(call).Leg, cause));

        Assert.Empty(_garage.CallsOf(Anna).Calls);
        Assert.Equal(said, _garage.CallsOf(Anna).Notice!.Cause.ToString());
        Assert.Empty(_garage.Ears.Of(call));
        Assert.Equal(0, _garage.Count);
    }

    [Fact]
    [Spec("M6.2-02")]
    public void Another_trunk_takes_over_and_the_mobile_talks_by_that()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Anna, Bram);
        var (first, _) = _garage.OutsideLegOf(call);

        _garage.Post(new SwitchboardInput.LegFailed(first, LegCause.Unavailable, 503));
        var (second, at) = _garage.OutsideLegOf(call);
        Assert.Equal(PaperSettings.TrunkId(2), at.Id.Value);
        Assert.True(second.IsOfCaller);
        _garage.Post(new SwitchboardInput.LegAnswered(second));
        _garage.Answer(Bram, call);
        _garage.AssertTalking(second.Media, Bram.Line.Media);

        _garage.Move(Anna, call, new Endpoint.Browser(Anna.Line)); // her mobile is one more device of hers to move away from
        _garage.Answer(Anna, call);

        _garage.AssertTalking(Anna, Bram);
        Assert.Equal(LegCause.Normal, _garage.Ears.Ended[second]);
    }

    [Fact]
    [Spec("M6.2-01", "M6.2-02")]
    public void A_call_for_her_rings_her_mobile_beside_her_browser_and_pressing_1_takes_it()
    {
        _garage.Up(Anna);
        var call = _garage.CallIn(PaperSettings.AnnasNumber, "0301234567");
        var (mobile, at) = _garage.OutsideLegOf(call);
        Assert.Equal(AnnasMobile, at.Number);
        Assert.Equal(PaperSettings.AnnasNumber, _garage.Ears.Shown[mobile].Number); // no trunk lets us show somebody else's
        Assert.Equal([Anna.Line], _garage.Ears.RingingLines);

        _garage.Post(new SwitchboardInput.LegAnswered(mobile));

        Assert.Equal(Sound.PressOne, _garage.Ears.PlayedTo(mobile.Media));
        Assert.Equal([Anna.Line], _garage.Ears.RingingLines); // nobody has taken it yet
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Incoming });
        _garage.Post(new SwitchboardInput.DigitReceived(mobile.Media, '5'));
        Assert.Equal(Sound.PressOne, _garage.Ears.PlayedTo(mobile.Media));

        _garage.Post(new SwitchboardInput.DigitReceived(mobile.Media, '1'));

        _garage.AssertTalking(mobile.Media, LegId.OfCaller(call).Media);
        Assert.Empty(_garage.Ears.RingingLines);
        Assert.True(_garage.CallOf(Anna) is { State: CallState.Active, Device: DeviceKind.Mobile });
        Assert.Equal(DeviceKind.Mobile, Assert.Single(_garage.Ears.Of(call).OfType<CallAnswered>()).Device);
    }

    [Fact]
    [Spec("M6.2-02")]
    public void A_voicemail_that_picks_up_takes_no_call()
    {
        _garage.Up(Anna);
        var call = _garage.CallIn(PaperSettings.AnnasNumber, "0301234567");
        var (mobile, _) = _garage.OutsideLegOf(call);
        _garage.Post(new SwitchboardInput.LegAnswered(mobile));

        _garage.Wait(19.9);
        Assert.Equal(Sound.PressOne, _garage.Ears.PlayedTo(mobile.Media));
        _garage.Wait(0.2);

        Assert.Equal(LegCause.NoAnswer, _garage.Ears.Ended[mobile]);
        Assert.Equal([Anna.Line], _garage.Ears.RingingLines);
        _garage.Answer(Anna, call);
        Assert.Equal(LegId.OfCaller(call).Media, _garage.Ears.HeardBy(Anna.Line.Media));
    }

    [Fact]
    [Spec("M6.2-02")]
    public void Answered_in_the_browser_the_mobile_stops_and_with_nothing_else_up_it_rings_alone()
    {
        _garage.Up(Anna, Bram);
        var call = _garage.Dial(Bram, Anna);
        var (mobile, _) = _garage.OutsideLegOf(call);
        _garage.Post(new SwitchboardInput.LegAnswered(mobile));
        _garage.Answer(Anna, call);
        _garage.AssertTalking(Anna, Bram);
        Assert.Equal(LegCause.AnsweredElsewhere, _garage.Ears.Ended[mobile]);
        _garage.HangUp(Bram, call);

        _garage.SignOut(Anna);
        var second = _garage.Dial(Bram, Anna);
        var (alone, _) = _garage.OutsideLegOf(second);
        _garage.Post(new SwitchboardInput.LegAnswered(alone));
        _garage.Post(new SwitchboardInput.LegEnded(alone));
        Assert.Equal(CallOutcome.NoAnswer, _garage.OutcomeOf(second)); // picked up, and put down without a 1
    }

    [Fact]
    [Spec("M6.2-02", "A4-03")]
    public void Her_mobile_is_not_rung_where_the_guard_says_no_and_she_is_told()
    {
        _garage.Up(Anna, Bram);
        _garage.Set(PaperSettings.OnTheirMobiles(1) with { Permissions = PaperSettings.Stopped.Permissions });

        _garage.Dial(Bram, Anna);

        Assert.Equal([Anna.Line], _garage.Ears.RingingLines);
        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.IsSip);
        Assert.Equal((NoticeCause.OutboundStopped, AnnasMobile), Said());
        Assert.Equal([NoticeCause.OutboundStopped], _garage.Ears.Warnings);
    }

    [Fact]
    [Spec("M6.2-02")]
    public void Who_calls_in_from_the_mobile_is_not_called_back_on_it()
    {
        _garage.Up(Anna);

        _garage.CallIn(PaperSettings.AnnasNumber, AnnasMobile);

        Assert.Equal([Anna.Line], _garage.Ears.RingingLines);
        Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg is { IsSip: true, Calls: false });
    }

    [Fact]
    [Spec("M6.2-02", "A4-03")]
    public void Minutes_abroad_of_a_mobile_are_counted_and_cut_it_off_when_they_are_used_up()
    {
        _garage.Up(Anna, Bram);
        var rules = new DialRules { Countries = ["DE"], MinutesAbroadPerDay = 2 };
        _garage.Set(
            PaperSettings.With(rules) with
            {
                Mobiles = new Dictionary<Guid, OwnMobile> { [Anna.Id.Value] = new("+4915112345678", IsChosen: true) },
            }
        );
        var call = _garage.Dial(Anna, Bram);
        var (mobile, _) = _garage.OutsideLegOf(call);
        _garage.Post(new SwitchboardInput.LegAnswered(mobile));
        _garage.Answer(Bram, call);

        _garage.Wait(119);
        _garage.AssertTalking(mobile.Media, Bram.Line.Media);
        _garage.Wait(2);

        Assert.Equal(CallOutcome.CapReached, _garage.OutcomeOf(call));
    }

    (NoticeCause, string) Said() => (_garage.CallsOf(Anna).Notice!.Cause, _garage.CallsOf(Anna).Notice!.Number);
}
