using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

public class DialGuardTests
{
    const string Amsterdam = "0201234567";
    const string Berlin = "+4930123456";

    readonly Garage _garage = new();

    public DialGuardTests()
    {
        _garage.Set(PaperSettings.Standard);
        _garage.Up(Anna, Bram, _garage.Sanne, _garage.Joost);
    }

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;

    [Theory]
    [InlineData(Berlin, nameof(NoticeCause.CountryNotAllowed))]
    [InlineData("+447911123456", nameof(NoticeCause.CountryNotAllowed))]
    [InlineData("0900 1234", nameof(NoticeCause.CostClassNotAllowed))]
    [InlineData("0906 1234", nameof(NoticeCause.CostClassNotAllowed))]
    [InlineData("+881612345678", nameof(NoticeCause.CostClassNotAllowed))]
    [Spec("A4-03", "B20")]
    public void By_default_only_the_own_country_can_be_called_and_no_premium_numbers(string number, string why)
    {
        AssertRefused(_garage.Dial(Anna, number), why);
    }

    [Theory]
    [InlineData("0201234567")]
    [InlineData("0612345678")]
    [InlineData("08001234")]
    [Spec("A4-03")]
    public void Ordinary_numbers_of_the_own_country_can_be_called(string number) => _garage.OutsideLegOf(_garage.Dial(Anna, number));

    [Fact]
    [Spec("A4-03")]
    public void A_country_that_is_allowed_can_be_called_but_its_premium_numbers_cannot()
    {
        _garage.Set(PaperSettings.With(new DialRules { Countries = ["DE"] }));

        _garage.OutsideLegOf(_garage.Dial(Anna, Berlin));
        AssertRefused(_garage.Dial(Bram, "+49 900 1234567"), nameof(NoticeCause.CostClassNotAllowed));
    }

    [Fact]
    [Spec("A4-03")]
    public void A_phone_is_refused_by_the_same_rules()
    {
        var call = _garage.PhoneDial(Anna, Berlin);

        AssertRefused(call, nameof(NoticeCause.CountryNotAllowed));
        Assert.Equal(LegCause.NotAllowed, _garage.Ears.Ended[LegId.OfCaller(call)]);
    }

    [Fact]
    [Spec("A4-03")]
    public void The_stop_switch_stops_new_calls_to_outside_and_no_others()
    {
        _garage.Set(PaperSettings.Stopped);

        AssertRefused(_garage.Dial(Anna, Amsterdam), nameof(NoticeCause.OutboundStopped));
        _garage.Answer(Bram, _garage.Dial(Anna, Bram));
        _garage.AssertTalking(Anna, Bram);
    }

    [Fact]
    [Spec("A4-03")]
    public void The_night_lock_is_by_the_companys_clock()
    {
        _garage.Set(PaperSettings.With(new DialRules { NightLock = new NightLock(new TimeOnly(20, 0), new TimeOnly(7, 0)) }));
        _garage.OutsideLegOf(_garage.Dial(Anna, Amsterdam));
        _garage.Wait(TimeSpan.FromHours(10)); // Monday 9:00 UTC is 10:00 in Amsterdam: now it is 20:00 there

        AssertRefused(_garage.Dial(Anna, Amsterdam), nameof(NoticeCause.NightLocked));
    }

    [Fact]
    [Spec("A4-03")]
    public void A_person_has_two_calls_with_outside_at_once()
    {
        Talk(Anna);
        Talk(Anna);

        AssertRefused(_garage.Dial(Anna, Amsterdam), nameof(NoticeCause.TooManyOutside));
        Talk(Bram);
    }

    [Fact]
    [Spec("A4-03")]
    public void The_company_has_as_many_calls_at_once_as_were_set()
    {
        _garage.Set(PaperSettings.With(new DialRules { ConcurrentCalls = 2 }));
        Talk(Anna);
        var second = Talk(Bram);
        AssertRefused(_garage.Dial(_garage.Sanne, Amsterdam), nameof(NoticeCause.TooManyOutsideOfCompany));

        _garage.HangUp(Bram, second);

        _garage.OutsideLegOf(_garage.Dial(_garage.Sanne, Amsterdam));
    }

    [Fact]
    [Spec("A4-03")]
    public void A_person_places_ten_calls_in_a_minute()
    {
        for (var n = 0; n < 10; n++)
        {
            _garage.HangUp(Anna, _garage.Dial(Anna, Amsterdam));
        }

        AssertRefused(_garage.Dial(Anna, Amsterdam), nameof(NoticeCause.TooFast));
        _garage.Wait(60);
        _garage.OutsideLegOf(_garage.Dial(Anna, Amsterdam));
    }

    [Fact]
    [Spec("A4-03")]
    public void Caps_of_an_hour_and_a_day_hold_for_every_device()
    {
        _garage.Set(PaperSettings.With(new DialRules { CallsPerPersonPerHour = 2, CallsPerDay = 3 }));
        _garage.HangUp(Anna, _garage.Dial(Anna, Amsterdam));
        _garage.HangUp(Anna, _garage.PhoneDial(Anna, Amsterdam));
        AssertRefused(_garage.Dial(Anna, Amsterdam), nameof(NoticeCause.TooManyThisHour));

        _garage.HangUp(Bram, _garage.Dial(Bram, Amsterdam));
        _garage.Wait(TimeSpan.FromHours(2));
        AssertRefused(_garage.Dial(Bram, Amsterdam), nameof(NoticeCause.TooManyToday));

        _garage.Wait(TimeSpan.FromHours(13)); // after midnight
        _garage.OutsideLegOf(_garage.Dial(Bram, Amsterdam));
    }

    [Fact]
    [Spec("A4-03")]
    public void The_cap_of_an_hour_holds_for_all_people_together()
    {
        _garage.Set(PaperSettings.With(new DialRules { CallsPerHour = 2 }));
        _garage.HangUp(Anna, _garage.Dial(Anna, Amsterdam));
        _garage.HangUp(Bram, _garage.Dial(Bram, Amsterdam));

        AssertRefused(_garage.Dial(_garage.Sanne, Amsterdam), nameof(NoticeCause.TooManyThisHour));
        _garage.Wait(TimeSpan.FromHours(1));
        _garage.OutsideLegOf(_garage.Dial(_garage.Sanne, Amsterdam));
    }

    [Fact]
    [Spec("A4-03")]
    public void Whatever_asks_for_a_leg_to_outside_it_counts_and_is_refused_when_no_more_may_be_placed()
    {
        Action<CallId>[] ways =
        [
            call => _garage.Consult(Anna, call, Amsterdam),
            call => _garage.Post(new SwitchboardInput.Invite(call, Anna.Id, Amsterdam, NewCall(), NewCall(), NewCall())),
            call => _garage.Transfer(Anna, call, Amsterdam),
            call =>
            {
                var (onward, recall) = _garage.NewPair();
                _garage.Post(new SwitchboardInput.LegTransferred(LegId.OfCaller(call), Anna.DeskPhone, Amsterdam, onward, recall));
            },
        ];
        _garage.Set(PaperSettings.With(new DialRules { CallsPerPersonPerHour = ways.Length }));
        _garage.PhoneUp(Anna);

        foreach (var way in ways)
        {
            way(ConnectedByPhone());
            Assert.Single(_garage.Ears.Legs.Values, leg => leg.Endpoint is Endpoint.Trunk);
            EndAll();
        }

        Assert.DoesNotContain(NoticeCause.TooManyThisHour, _garage.Ears.Warnings);
        for (var n = 0; n < ways.Length; n++)
        {
            ways[n](ConnectedByPhone());
            Assert.DoesNotContain(_garage.Ears.Legs.Values, leg => leg.Endpoint is Endpoint.Trunk);
            Assert.Equal(Enumerable.Repeat(NoticeCause.TooManyThisHour, n + 1), _garage.Ears.Warnings);
            EndAll();
        }
    }

    /// <summary>Anna's desk phone talks with Bram.</summary>
    CallId ConnectedByPhone()
    {
        var call = _garage.PhoneDial(Anna, Bram.Extension);
        _garage.Answer(Bram, call);
        return call;
    }

    CallId NewCall() => _garage.NewPair().Onward;

    void EndAll()
    {
        foreach (var who in new[] { Anna, Bram })
        {
            foreach (var call in _garage.CallsOf(who).Calls)
            {
                _garage.HangUp(who, call.Id);
            }
        }

        _garage.Wait(Telephony.Switching.Switchboard.BusyToneTime);
        Assert.Empty(_garage.Ears.Legs);
    }

    [Fact]
    [Spec("A4-03", "B20")]
    public void Minutes_abroad_are_counted_while_they_run()
    {
        _garage.Set(PaperSettings.With(new DialRules { Countries = ["DE"], MinutesAbroadPerDay = 30 }));
        Talk(Anna, Berlin);
        _garage.Wait(TimeSpan.FromMinutes(29));
        _garage.HangUp(Bram, _garage.Dial(Bram, Berlin));
        _garage.Wait(TimeSpan.FromMinutes(1));

        AssertRefused(_garage.Dial(Bram, Berlin), nameof(NoticeCause.AbroadUsedUp));
        _garage.OutsideLegOf(_garage.Dial(Bram, Amsterdam));
    }

    [Fact]
    [Spec("A4-03", "A1")]
    public void Calls_abroad_are_cut_when_the_minutes_are_used_up_and_others_go_on()
    {
        _garage.Set(PaperSettings.With(new DialRules { Countries = ["DE"], MinutesAbroadPerDay = 30 }));
        var berlin = Talk(Anna, Berlin);
        var amsterdam = Talk(Bram, Amsterdam);
        _garage.Wait(TimeSpan.FromMinutes(24)); // 80 %
        Assert.Equal([NoticeCause.AbroadUsedUp], _garage.Ears.NearWarnings);
        Assert.Empty(_garage.Ears.Warnings);
        var berlinToo = Talk(_garage.Sanne, Berlin);

        _garage.Wait(TimeSpan.FromMinutes(3)); // the two use up six
        Assert.Equal([NoticeCause.AbroadUsedUp, NoticeCause.AbroadUsedUp], _garage.Ears.Warnings);
        Assert.Equal(CallOutcome.CapReached, _garage.CallOf(Anna).Outcome);
        Assert.Equal(CallOutcome.CapReached, _garage.CallOf(_garage.Sanne).Outcome);
        Assert.All(new[] { berlin, berlinToo }, call => Assert.DoesNotContain(_garage.Ears.Legs.Keys, leg => leg == new LegId(call, 1)));
        Assert.Equal((CallState.Active, amsterdam), (_garage.CallOf(Bram).State, _garage.CallOf(Bram).Id));
        AssertRefused(_garage.Dial(Anna, Berlin), nameof(NoticeCause.AbroadUsedUp));
    }

    [Fact]
    [Spec("A4-03")]
    public void A_call_that_is_answered_after_the_minutes_are_used_up_is_cut_at_once()
    {
        _garage.Set(PaperSettings.With(new DialRules { Countries = ["DE"], MinutesAbroadPerDay = 1 }));
        var late = _garage.Dial(Bram, Berlin);
        Talk(Anna, Berlin);
        _garage.Wait(TimeSpan.FromMinutes(1));

        _garage.Post(new SwitchboardInput.LegAnswered(_garage.OutsideLegOf(late).Leg));
        _garage.Wait(0);

        Assert.Equal(CallOutcome.CapReached, _garage.CallOf(Bram).Outcome);
    }

    [Fact]
    [Spec("A4-03")]
    public void A_call_over_midnight_uses_the_minutes_of_the_new_day_from_midnight()
    {
        _garage.Set(PaperSettings.With(new DialRules { Countries = ["DE"], MinutesAbroadPerDay = 120 }));
        _garage.Wait(TimeSpan.FromHours(13)); // 23:00 in Amsterdam
        Talk(Anna, Berlin);

        _garage.Wait(TimeSpan.FromHours(3) - TimeSpan.FromSeconds(1));
        Assert.Equal(CallState.Active, _garage.CallOf(Anna).State);
        _garage.Wait(1);

        Assert.Equal(CallOutcome.CapReached, _garage.CallOf(Anna).Outcome);
    }

    [Fact]
    [Spec("A4-03", "A1")]
    public void At_80_percent_of_a_cap_the_alarm_goes_once()
    {
        _garage.Set(PaperSettings.With(new DialRules { CallsPerPersonPerHour = 5, CallsPerDay = 10 }));

        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(n >= 4 ? [NoticeCause.TooManyThisHour] : [], _garage.Ears.NearWarnings);
            _garage.HangUp(Anna, _garage.Dial(Anna, Amsterdam));
        }

        for (var n = 0; n < 3; n++)
        {
            _garage.HangUp(Bram, _garage.Dial(Bram, Amsterdam));
        }

        Assert.Equal([NoticeCause.TooManyThisHour, NoticeCause.TooManyToday], _garage.Ears.NearWarnings);
    }

    [Fact]
    [Spec("A4-03", "A1")]
    public void Calls_that_follow_each_other_faster_than_people_dial_are_told_before_they_are_refused()
    {
        for (var n = 0; n < 8; n++)
        {
            Assert.Empty(_garage.Ears.NearWarnings);
            _garage.HangUp(Anna, _garage.Dial(Anna, Amsterdam));
        }

        Assert.Equal([NoticeCause.TooFast], _garage.Ears.NearWarnings);
    }

    [Fact]
    [Spec("A4-03")]
    public void What_was_called_before_a_restart_counts_and_is_told_twice_without_counting_twice()
    {
        _garage.Set(
            PaperSettings.With(
                new DialRules
                {
                    Countries = ["DE"],
                    CallsPerPersonPerHour = 3,
                    MinutesAbroadPerDay = 60,
                }
            )
        );
        var began = _garage.Now - TimeSpan.FromMinutes(40);
        var earlier = new SwitchboardInput.CallsRemembered([
            new(new CallId(Garage.Seeded(1, 40)), Anna.Id, Berlin, began, began, _garage.Now),
            new(new CallId(Garage.Seeded(2, 40)), Anna.Id, Amsterdam, began, AnsweredAt: null, began),
        ]);
        _garage.Post(earlier);
        _garage.Post(earlier);

        _garage.HangUp(Anna, _garage.Dial(Anna, Amsterdam));
        AssertRefused(_garage.Dial(Anna, Amsterdam), nameof(NoticeCause.TooManyThisHour));
        Talk(Bram, Berlin);
        _garage.Wait(TimeSpan.FromMinutes(20)); // 40 before, 20 now
        Assert.Equal(CallOutcome.CapReached, _garage.CallOf(Bram).Outcome);
    }

    [Fact]
    [Spec("M2.1-03")]
    public void An_emergency_number_is_refused_before_all_else_and_not_as_a_forbidden_one()
    {
        Assert.Empty(_garage.Ears.Of(_garage.Dial(Anna, "+31 112")));
        Assert.Equal(NoticeCause.EmergencyNumber, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Empty(_garage.Ears.Warnings);
    }

    void AssertRefused(CallId call, string why)
    {
        Assert.Empty(_garage.Ears.Of(call));
        Assert.DoesNotContain(_garage.Ears.Legs.Keys, leg => leg.Call == call);
        Assert.Equal(why, _garage.Ears.Warnings[^1].ToString());
    }

    CallId Talk(Employee who, string number = Amsterdam)
    {
        var call = _garage.Dial(who, number);
        _garage.Post(new SwitchboardInput.LegAnswered(_garage.OutsideLegOf(call).Leg));
        return call;
    }
}
