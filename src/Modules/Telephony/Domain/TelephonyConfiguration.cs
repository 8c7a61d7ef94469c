using ConnectMe.Identity.Contracts;

namespace ConnectMe.Telephony.Domain;

/// <summary>All that the company's administrator set for calls, as it was at one moment. Immutable; holds no passwords.</summary>
/// <param name="Region">The company's country (ISO 3166-1 alpha-2): how numbers without a country code are read.</param>
/// <param name="Trunks">In order of preference.</param>
/// <param name="Choices">What each person chose to show, by person.</param>
public sealed record TelephonyConfiguration(
    Guid CompanyId,
    string Region,
    string TimeZone,
    IReadOnlyList<Device> Devices,
    IReadOnlyList<Trunk> Trunks,
    IReadOnlyList<CompanyNumber> Numbers,
    CallerIdRules CallerIdRules,
    IReadOnlyDictionary<Guid, CallerIdChoice> Choices,
    DialPermissions Permissions
)
{
    /// <summary>The device that each person chose to make and answer calls with, by person; who is not in it uses the browser.</summary>
    public IReadOnlyDictionary<Guid, Guid> PersonalDevices { get; init; } = new Dictionary<Guid, Guid>();

    /// <summary>Who is in their private role just now; all others are in their business role.</summary>
    public IReadOnlyList<Guid> InPrivate { get; init; } = [];

    /// <summary>What each person chose to show in their private role, by person.</summary>
    public IReadOnlyDictionary<Guid, CallerIdChoice> PrivateChoices { get; init; } = new Dictionary<Guid, CallerIdChoice>();

    /// <summary>The mobile of each person: the one that they noted, else the one that the administrator did.</summary>
    public IReadOnlyDictionary<Guid, OwnMobile> Mobiles { get; init; } = new Dictionary<Guid, OwnMobile>();

    /// <summary>Who has a browser that can be woken by Web Push.</summary>
    public IReadOnlyList<Guid> Wakeable { get; init; } = [];

    /// <summary>What the company added to those of its country.</summary>
    public IReadOnlyList<string> EmergencyNumbers { get; init; } = [];

    public ParkingLot ParkingLot { get; init; } = ParkingLot.Standard;

    public IReadOnlyList<ConferenceRoom> Rooms { get; init; } = [];

    /// <summary>By name.</summary>
    public IReadOnlyList<CompanySound> Sounds { get; init; } = [];

    /// <summary>One of <see cref="Sounds"/>; null: what is shipped.</summary>
    public Guid? MusicOnHold { get; init; }

    public RecordingRules RecordingRules { get; init; } = RecordingRules.Standard;

    /// <summary>What each person may, by person; who is not in it what everybody may.</summary>
    public IReadOnlyDictionary<Guid, PersonRights> Rights { get; init; } = new Dictionary<Guid, PersonRights>();

    public PersonRights RightsOf(Guid person) => Rights.GetValueOrDefault(person) ?? PersonRights.Standard;

    /// <summary>The chosen device of this person; null: the browser, also when the device is gone or another person's now.</summary>
    public Device? DeviceChosenBy(Guid person) =>
        PersonalDevices.TryGetValue(person, out var chosen) ? DevicesOf(person).FirstOrDefault(device => device.Id == chosen) : null;

    /// <summary>
    /// The mobile this person chose, as E.164; null: they use something else. A number of the company's own would lead back to here, so it is nobody's
    /// mobile, but for one that is only shown.
    /// </summary>
    public string? MobileChosenBy(Guid person) => MobileOf(person) is { IsChosen: true } mobile ? mobile.E164 : null;

    /// <summary>The mobile that this person may call with, in the role that they are in.</summary>
    public OwnMobile? MobileOf(Guid person) =>
        Mobiles.TryGetValue(person, out var mobile)
        && (mobile.Use is NumberUse.None || mobile.Use.HasFlag(UseNowOf(person)))
        && !LeadsHere(mobile.E164)
            ? mobile
            : null;

    /// <summary>The role that this person is in, as numbers are marked with it.</summary>
    public NumberUse UseNowOf(Guid person) => InPrivate.Contains(person) ? NumberUse.Private : NumberUse.Business;

    public bool LeadsHere(string e164) => NumberOf(e164) is { Kind: not NumberKind.Mobile };

    public IEnumerable<Device> DevicesOf(Guid person) => Devices.Where(device => device.OwnerId == person);

    /// <summary>The company's number that was called; null when it is none of the company's.</summary>
    public CompanyNumber? NumberOf(string e164) => Numbers.FirstOrDefault(number => number.Number.E164 == e164);

    /// <summary>The numbers this person may show: their own first, then mobile, the company's, groups'.</summary>
    public IReadOnlyList<CompanyNumber> ShownBy(Guid person) =>
        [
            .. Numbers
                .Where(number => MayShow(person, number))
                .OrderBy(number => OrderOf(number.Kind))
                .ThenBy(number => number.Label, StringComparer.Ordinal)
                .ThenBy(number => number.Number.E164, StringComparer.Ordinal),
        ];

    public bool MayHide(Guid person) => RightsOf(person).CallerIds.HasFlag(CallerIdKinds.Hidden);

    public bool MayShow(Guid person, CallerIdChoice choice) =>
        choice.NumberId is { } id ? Numbers.Any(n => n.Id == id && MayShow(person, n)) : MayHide(person);

    /// <summary>It is theirs to show, and of a kind that they may.</summary>
    bool MayShow(Guid person, CompanyNumber number) =>
        number.Shown.Includes(person) && RightsOf(person).CallerIds.HasFlag(KindOf(number.Kind));

    static CallerIdKinds KindOf(NumberKind kind) =>
        kind switch
        {
            NumberKind.Personal => CallerIdKinds.Own,
            NumberKind.Mobile => CallerIdKinds.Mobile,
            NumberKind.Main => CallerIdKinds.Company,
            _ => CallerIdKinds.Group,
        };

    /// <summary>
    /// What this person shows when they choose nothing for the call, in the role that they are in: what they saved for that role while it is still on their list,
    /// else of the numbers for that role the company's default, else their own number, else the main number, else the first they may show; in private their own
    /// that are for private alone come first. Who has none for the role shows what they would without roles. Null: there is none.
    /// </summary>
    public CallerIdChoice? ChoiceOf(Guid person)
    {
        var use = UseNowOf(person);
        if ((use is NumberUse.Private ? PrivateChoices : Choices).TryGetValue(person, out var saved) && MayShow(person, saved))
        {
            return saved;
        }

        var shown = ShownBy(person);
        var fitting = shown.Where(number => (number.PersonId == person ? number.Use : NumberUse.Business).HasFlag(use)).ToList();
        var number =
            fitting.FirstOrDefault(n => use is NumberUse.Private && n.Use is NumberUse.Private)
            ?? StandardOf(person, fitting)
            ?? StandardOf(person, shown);
        return number is null ? null : new CallerIdChoice(number.Id);
    }

    CompanyNumber? StandardOf(Guid person, IReadOnlyList<CompanyNumber> numbers) =>
        numbers.FirstOrDefault(n => n.Id == CallerIdRules.DefaultNumberId)
        ?? numbers.FirstOrDefault(n => n.PersonId == person && n.Kind == NumberKind.Personal)
        ?? numbers.FirstOrDefault(n => n.Kind == NumberKind.Main)
        ?? (numbers is [var first, ..] ? first : null);

    /// <summary>What a call of this person shows.</summary>
    /// <param name="chosen">For this call only; what is not on their list counts as not chosen.</param>
    public CallerId CallerIdOf(Guid person, CallerIdChoice? chosen = null)
    {
        var choice = chosen is not null && MayShow(person, chosen) ? chosen : ChoiceOf(person);
        if (choice?.NumberId is { } id)
        {
            return new CallerId(Numbers.First(n => n.Id == id).Number.E164, IsAnonymous: false);
        }

        // The provider must know who calls, also when the called party must not.
        var behind =
            Numbers.FirstOrDefault(n => n.PersonId == person && n.Kind == NumberKind.Personal && MayShow(person, n))
            ?? Numbers.FirstOrDefault(n => n.Kind == NumberKind.Main)
            ?? Numbers.FirstOrDefault(n => MayShow(person, n));
        return new CallerId(behind?.Number.E164, IsAnonymous: choice is { IsAnonymous: true });
    }

    static int OrderOf(NumberKind kind) =>
        kind switch
        {
            NumberKind.Personal => 0,
            NumberKind.Mobile => 1,
            NumberKind.Main => 2,
            _ => 3,
        };
}
