using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Switchboard.Tests;

/// <summary>What an administrator set: two trunks, the company's main number, one each for Anna and Bram, and Bram's mobile.</summary>
internal static class PaperSettings
{
    public const string MainNumber = "+31205550100";
    public const string AnnasNumber = "+31205550101";
    public const string BramsNumber = "+31205550102";
    public const string WorkshopNumber = "+31205550110";
    public const string Room = "290";
    public const string MenuNumber = "+31205550120";
    public const string BramsMobile = "+31612345678";

    public static TelephonyConfiguration Standard { get; } =
        new(
            Garage.Seeded(1, 20),
            "NL",
            "Europe/Amsterdam",
            Devices: [],
            [Trunk(1, "Voorbeeld Telecom"), Trunk(2, "Reserve")],
            [
                Number(0, MainNumber, NumberKind.Main, owner: null, Permitted.All),
                Number(1, AnnasNumber, NumberKind.Personal, owner: 1, Permitted.Only(Person(1))),
                Number(2, BramsNumber, NumberKind.Personal, owner: 2, Permitted.Only(Person(2))),
                Number(3, BramsMobile, NumberKind.Mobile, owner: 2, Permitted.Only(Person(2))),
                Number(4, WorkshopNumber, NumberKind.Group, owner: null, Permitted.Nobody) with
                {
                    QueueId = Garage.Workshop,
                },
                Number(5, MenuNumber, NumberKind.Group, owner: null, Permitted.Nobody) with
                {
                    Destination = new NumberDestination(Garage.Menu, Garage.MainMenu),
                },
            ],
            CallerIdRules.Standard,
            new Dictionary<Guid, CallerIdChoice>(),
            DialPermissions.Standard
        )
        {
            Rooms = [new ConferenceRoom(Garage.Seeded(1, 60), "Maandagoverleg", Room, "")],
            Rights = Allowing(person => PersonRights.Standard with { CallerIds = person == 1 ? CallerIdKinds.All : NotHidden }),
        };

    /// <summary>Of the six people there may be.</summary>
    public static IReadOnlyDictionary<Guid, PersonRights> Allowing(Func<int, PersonRights> rights) =>
        Enumerable.Range(1, 6).ToDictionary(Person, rights);

    /// <summary>These persons have extended recording.</summary>
    public static TelephonyConfiguration RecordingBy(ExtendedRecording extended, TelephonyConfiguration? on, params int[] persons) =>
        (on ?? Standard) with
        {
            Rights = Allowing(one =>
                Standard.Rights[Person(one)] with
                {
                    Recording = persons.Contains(one) ? RecordingRight.Extended : RecordingRight.Personal,
                }
            ),
            RecordingRules = RecordingRules.Standard with { Extended = extended },
        };

    const CallerIdKinds NotHidden = CallerIdKinds.All & ~CallerIdKinds.Hidden;

    /// <summary>The stop switch is on.</summary>
    public static TelephonyConfiguration Stopped { get; } =
        Standard with
        {
            Permissions = DialPermissions.Standard with { StoppedAt = Garage.Monday },
        };

    /// <summary>This person may call colleagues only.</summary>
    public static TelephonyConfiguration NotOutside(int person) =>
        Standard with
        {
            Rights = Allowing(one =>
                Standard.Rights[Person(one)] with
                {
                    Outside = one == person ? OutsideCalls.None : OutsideCalls.AsCompany,
                }
            ),
        };

    /// <summary>These persons make and answer calls with their desk phones.</summary>
    public static TelephonyConfiguration OnTheirPhones(params int[] persons) =>
        Standard with
        {
            Devices = [.. persons.Select(Phone)],
            PersonalDevices = persons.ToDictionary(Person, person => Garage.Seeded(person, 4)),
        };

    /// <summary>These persons have a browser that can be woken.</summary>
    public static TelephonyConfiguration Wakeable(params int[] persons) => Standard with { Wakeable = [.. persons.Select(Person)] };

    /// <summary>These persons make and answer calls with their mobiles.</summary>
    public static TelephonyConfiguration OnTheirMobiles(params int[] persons) =>
        Standard with
        {
            Mobiles = persons.ToDictionary(Person, person => new OwnMobile(MobileOf(person), IsChosen: true)),
        };

    public static string MobileOf(int person) => $"+3161111110{person}";

    /// <summary>Few slots, and only these persons may park and fetch, and take what rings at others.</summary>
    public static TelephonyConfiguration Parking(int slots, int[] parking, int[] pickUp) =>
        Standard with
        {
            ParkingLot = ParkingLot.Standard with { Slots = slots },
            Rights = Allowing(person =>
                Standard.Rights[Person(person)] with
                {
                    Parking = parking.Contains(person),
                    PickUp = pickUp.Contains(person) ? PickUpFrom.Everyone : PickUpFrom.Nobody,
                }
            ),
        };

    public static TelephonyConfiguration With(DialRules rules) =>
        Standard with
        {
            Permissions = Standard.Permissions with { Rules = rules },
        };

    public static Guid TrunkId(int number) => Garage.Seeded(number, 21);

    public static CallerIdChoice NumberOf(int number) => new(Garage.Seeded(number, 22));

    static Device Phone(int owner) =>
        new(
            Garage.Seeded(owner, 4),
            Garage.Seeded(1, 20),
            Person(owner),
            $"Toestel {owner}",
            $"d-{owner}",
            RequiresTls: false,
            RequiresSrtp: false,
            Garage.Monday
        );

    static Trunk Trunk(int number, string name) =>
        new(TrunkId(number), Garage.Seeded(1, 20), name, number, new TrunkSettings { ConcurrentCalls = 2 });

    static CompanyNumber Number(int number, string e164, NumberKind kind, int? owner, Permitted shown) =>
        new(Garage.Seeded(number, 22), new PhoneNumber(e164, e164), $"Nummer {number}", kind, owner is { } who ? Person(who) : null, shown);

    static Guid Person(int number) => Garage.Seeded(number, 1);
}
