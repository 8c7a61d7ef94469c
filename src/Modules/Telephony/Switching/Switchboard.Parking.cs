using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Parking. A parked call is one that was handed on to a slot: nobody is rung, the caller hears music, who fetches it takes it
/// (<see cref="Take(Call, DialAttempt, DateTimeOffset)"/>), and when nobody does in time it comes back to who parked it.
/// </summary>
internal sealed partial class Switchboard
{
    ParkingLot ParkingLot => _configuration?.ParkingLot ?? ParkingLot.Standard;

    bool MayPark(UserId user) => ParkingLot.Parking.Includes(user.Value);

    /// <summary>A person's extension is theirs, also when the slots are laid over it.</summary>
    bool IsSlot(string number) => ParkingLot.HasSlot(number) && !_extensions.ContainsKey(number);

    /// <summary>Calls that are parked now; of a slot that was taken out of the lot since then too.</summary>
    IEnumerable<Call> ParkedCalls => _calls.Values.Where(call => call is { Slot: not null, HasEnded: false });

    /// <param name="slot">Null: the first that is free.</param>
    void Park(Call call, Party by, Onward onward, string? slot, DateTimeOffset now)
    {
        if (_calls.ContainsKey(onward.Call))
        {
            return;
        }

        var taken = ParkedCalls.Select(parked => parked.Slot).ToHashSet();
        var free = slot is null ? ParkingLot.Numbers.FirstOrDefault(number => IsSlot(number) && !taken.Contains(number)) : slot;
        if (WhyNotPark(call, by, free, taken) is { } cause)
        {
            RefuseTransfer(by, onward.Referrer, cause, slot ?? "", now);
            return;
        }

        var waiting = call.OtherThan(by).Leave();
        Close(call, CallOutcome.Transferred, now, by);
        var parked = new Call(onward.Call, waiting, new Party(user: null, "", free!), now, firstLeg: 1)
        {
            RingUntil = now + ParkingLot.Limit,
            Root = call.Root,
            Transfer = new Transfer(by, onward.Recall),
            Slot = free,
            Alerted = true,
        };
        var user = by.User!.Value;
        Begin(parked, free!, user);
        Record(new CallParked(parked.Id.Value, now, user.Value, by.Name, free!));
        Tell(onward.Referrer, TransferStage.Done, LegCause.Normal);
        Notify(user, NoticeCause.Parked, free!, now);
        Settle(parked);
    }

    NoticeCause? WhyNotPark(Call call, Party by, string? free, HashSet<string?> taken) =>
        call switch
        {
            _ when _journalFull => NoticeCause.JournalFull,
            _ when !MayPark(by.User!.Value) => NoticeCause.MayNotPark,
            _ when !CanBeHandedOn(call, by) => NoticeCause.TransferNotNow,
            _ when free is null => NoticeCause.ParkingFull,
            _ when taken.Contains(free) => NoticeCause.SlotTaken,
            _ => null,
        };

    /// <summary>A phone has no more than a name to say that it comes back out of parking.</summary>
    static ShownCaller CallerFromParking(Call call, Recall back)
    {
        var (name, number) = (call.Caller.Name, call.Caller.Number);
        return new ShownCaller(number, $"{back.From.Number}: {(name.Length > 0 ? name : number)}", call.Caller.IsAnonymous);
    }
}
