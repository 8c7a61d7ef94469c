namespace ConnectMe.Telephony.Domain;

/// <summary>Where a company's calls are parked: in slots that have the numbers from <paramref name="First"/> on.</summary>
/// <param name="Limit">How long a call is parked before it comes back to who parked it.</param>
public sealed partial record ParkingLot(Guid Id, int First, int Slots, TimeSpan Limit)
{
    public const int MostSlots = 100;

    public const int LowestFirst = 10;

    public const int HighestFirst = 99_900;

    public static readonly TimeSpan ShortestLimit = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan LongestLimit = TimeSpan.FromHours(1);

    public static ParkingLot Standard { get; } = new(Guid.Empty, First: 700, Slots: 10, TimeSpan.FromMinutes(3));

    /// <summary>The numbers of the slots, as they are dialled.</summary>
    public IEnumerable<string> Numbers => Enumerable.Range(First, Slots).Select(number => $"{number}");

    public bool HasSlot(string number) =>
        number is [>= '1' and <= '9', ..] && int.TryParse(number, out var slot) && slot - First >= 0 && slot - First < Slots;

    public static ParkingLot Create(ParkingLotChanged changed) => Standard.Apply(changed);

    public ParkingLot Apply(ParkingLotChanged changed) =>
        this with
        {
            Id = changed.LotId,
            First = changed.First,
            Slots = changed.Slots,
            Limit = changed.Limit,
        };
}

public sealed record ParkingLotChanged(Guid LotId, int First, int Slots, TimeSpan Limit);
