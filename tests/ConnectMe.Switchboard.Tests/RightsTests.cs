using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>What somebody may is asked each time: a right that is given or taken holds for calls that run already.</summary>
public class RightsTests
{
    const string Amsterdam = "0201234567";
    const string Berlin = "+4930123456";

    readonly Garage _garage = new();

    public RightsTests()
    {
        Allow(person => PersonRights.Standard);
        _garage.Up(Anna, Bram, Sanne, _garage.Joost);
    }

    Employee Anna => _garage.Anna;
    Employee Bram => _garage.Bram;
    Employee Sanne => _garage.Sanne;

    [Fact]
    [Spec("A2-03")]
    public void Who_may_pick_up_within_their_department_takes_nobody_elses_calls()
    {
        Allow(person => PersonRights.Standard with { PickUp = person == 3 ? PickUpFrom.Department : PickUpFrom.Everyone });
        Work("Werkplaats", Bram, Sanne);
        var there = _garage.Dial(Anna, Bram);
        Assert.Equal(there, Assert.Single(_garage.TakeableBy(Sanne).Calls).Id);

        Work("Balie", Bram);
        Assert.Empty(_garage.TakeableBy(Sanne).Calls);
        _garage.Take(Sanne, there);
        Assert.Equal(NoticeCause.MayNotPickUp, _garage.CallsOf(Sanne).Notice!.Cause);
        _garage.Dial(Sanne, "*8202");
        Assert.Equal(NoticeCause.MayNotPickUp, _garage.CallsOf(Sanne).Notice!.Cause);
        Assert.Single(_garage.TakeableBy(_garage.Joost).Calls);

        Work("balie", Sanne);
        _garage.Dial(Sanne, "*8202");
        _garage.AssertTalking(Anna, Sanne);
    }

    [Fact]
    [Spec("A2-03")]
    public void Without_a_department_there_is_nobody_of_the_same()
    {
        Allow(person => PersonRights.Standard with { PickUp = PickUpFrom.Department });
        _garage.Dial(Anna, Bram);

        Assert.Empty(_garage.TakeableBy(Sanne).Calls);
    }

    [Fact]
    [Spec("A2-03")]
    public void Who_may_not_call_outside_calls_colleagues_only_also_by_transfer()
    {
        Allow(person => PersonRights.Standard with { Outside = person == 1 ? OutsideCalls.None : OutsideCalls.AsCompany });

        _garage.Dial(Anna, Amsterdam);
        Assert.Equal(NoticeCause.MayNotCallOutside, _garage.CallsOf(Anna).Notice!.Cause);
        Assert.Empty(_garage.Ears.Warnings); // nothing for the administrator to look at
        _garage.OutsideLegOf(_garage.Dial(Bram, Amsterdam));

        _garage.Connected(Anna, Sanne);
        _garage.AssertTalking(Anna, Sanne);
    }

    [Fact]
    [Spec("A2-03")]
    public void Who_may_call_their_own_country_calls_no_other_that_the_company_allows()
    {
        Allow(person => PersonRights.Standard with { Outside = person == 1 ? OutsideCalls.OwnCountry : OutsideCalls.AsCompany });

        _garage.Dial(Anna, Berlin);
        Assert.Equal(NoticeCause.MayNotCallAbroad, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.OutsideLegOf(_garage.Dial(Anna, Amsterdam));
        _garage.OutsideLegOf(_garage.Dial(Bram, Berlin));
    }

    [Fact]
    [Spec("A2-03")]
    public void Nobody_shows_a_kind_of_number_that_they_may_not_choose()
    {
        var set = PaperSettings.Standard with
        {
            Rights = PaperSettings.Allowing(person => PersonRights.Standard with { CallerIds = CallerIdKinds.Company }),
        };
        var bram = Bram.Id.Value;

        Assert.Equal([PaperSettings.MainNumber], set.ShownBy(bram).Select(number => number.Number.E164));
        Assert.False(set.MayShow(bram, PaperSettings.NumberOf(2)));
        Assert.False(set.MayHide(bram));
        Assert.Equal(new CallerId(PaperSettings.MainNumber, IsAnonymous: false), set.CallerIdOf(bram, PaperSettings.NumberOf(2)));

        var nothing = set with { Rights = PaperSettings.Allowing(person => PersonRights.Standard with { CallerIds = CallerIdKinds.None }) };
        Assert.Equal(new CallerId(PaperSettings.MainNumber, IsAnonymous: false), nothing.CallerIdOf(bram, CallerIdChoice.Anonymous));
    }

    [Fact]
    [Spec("A2-03", "W3")]
    public void A_right_that_is_taken_is_told_to_the_pages_of_who_had_it()
    {
        var call = _garage.Connected(Anna, Bram);
        Assert.True(_garage.CallOf(Anna).CanBeParked);

        var effects = _garage.Post(
            new SwitchboardInput.ConfigurationChanged(
                With(person =>
                    PersonRights.Standard with
                    {
                        Parking = person != 1,
                        Recording = person == 1 ? RecordingRight.None : RecordingRight.Personal,
                    }
                )
            )
        );

        Assert.Equal([Anna.Id], Assert.Single(effects.OfType<SwitchboardEffect.Announce>()).To);
        Assert.False(_garage.CallOf(Anna).CanBeParked);
        Assert.False(_garage.CallOf(Anna).CanBeRecorded);
        _garage.Park(Anna, call);
        Assert.Equal(NoticeCause.MayNotPark, _garage.CallsOf(Anna).Notice!.Cause);
        _garage.AssertTalking(Anna, Bram);
    }

    static TelephonyConfiguration With(Func<int, PersonRights> rights) =>
        PaperSettings.With(new DialRules { Countries = ["DE"] }) with
        {
            Rights = PaperSettings.Allowing(rights),
        };

    void Allow(Func<int, PersonRights> rights) => _garage.Set(With(rights));

    readonly Dictionary<Guid, string> _departments = [];

    void Work(string department, params Employee[] people)
    {
        foreach (var person in people)
        {
            _departments[person.Id.Value] = department;
        }

        _garage.Post(
            new SwitchboardInput.PeopleChanged([
                .. _garage
                    .Staff()
                    .People.Select(person => person with { Department = _departments.GetValueOrDefault(person.Id.Value) ?? "" }),
            ])
        );
    }
}
