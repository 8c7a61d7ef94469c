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

    bool MayPark(UserId user) => RightsOf(user).Parking;

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

        var free = slot ?? FreeSlot();
        if (WhyNotPark(call, by, free) is { } cause)
        {
            RefuseTransfer(by, onward.Referrer, cause, slot ?? "", now);
            return;
        }

        var waiting = call.OtherThan(by).Leave();
        Close(call, CallOutcome.Transferred, now, by);
        PutIn(free!, waiting, new Transfer(by, onward.Recall), onward.Call, call.Root, now);
        Tell(onward.Referrer, TransferStage.Done, LegCause.Normal);
    }

    void PutIn(string slot, Party waiting, Transfer transfer, CallId id, CallId root, DateTimeOffset now)
    {
        var parked = new Call(id, waiting, new Party(user: null, "", slot), now, firstLeg: 1)
        {
            RingUntil = now + ParkingLot.Limit,
            Root = root,
            Transfer = transfer,
            Slot = slot,
            Alerted = true,
        };
        Begin(parked, slot, transfer.Payer);
        Record(new CallParked(parked.Id.Value, now, transfer.Payer.Value, transfer.By.Name, slot));
        Notify(transfer.Payer, NoticeCause.Parked, slot, now);
        Settle(parked);
    }

    /// <summary>The first slot in which nobody waits.</summary>
    string? FreeSlot() => ParkingLot.Numbers.FirstOrDefault(number => IsSlot(number) && !IsTaken(number));

    bool IsTaken(string slot) => ParkedCalls.Any(parked => parked.Slot == slot);

    /// <summary>So often a call comes back to somebody who is not there before it is given up: about half an hour.</summary>
    const int MostReturns = 10;

    /// <summary>
    /// Who was handed on came back to nobody. They did nothing to be cut off: they wait in a slot, where whoever may can fetch them, and come back again
    /// after the limit.
    /// </summary>
    bool WaitsOn(Call call, CallOutcome outcome) =>
        call is { Recall.Times: < MostReturns, IsRinging: true, Caller.Leg: not null }
        && outcome is CallOutcome.NoAnswer or CallOutcome.Busy or CallOutcome.Unreachable
        && FreeSlot() is not null;

    void LetWait(Call call, CallOutcome outcome, DateTimeOffset now)
    {
        var (slot, by) = (FreeSlot()!, new Party(call.Callee.User, call.Callee.Name, call.Callee.Number));
        var waiting = call.Caller.Leave();
        Close(call, outcome, now);
        var parked = call.Id.Following();
        PutIn(slot, waiting, new Transfer(by, parked.Following()) { Returns = call.Recall!.Times }, parked, call.Root, now);
    }

    NoticeCause? WhyNotPark(Call call, Party by, string? free) =>
        call switch
        {
            _ when _journalFull => NoticeCause.JournalFull,
            _ when !MayPark(by.User!.Value) => NoticeCause.MayNotPark,
            _ when !CanBeHandedOn(call, by) => NoticeCause.TransferNotNow,
            _ when free is null => NoticeCause.ParkingFull,
            _ when IsTaken(free) => NoticeCause.SlotTaken,
            _ => null,
        };

    /// <summary>A phone has no more than a name to say that it comes back out of parking.</summary>
    static ShownCaller CallerFromParking(Call call, Recall back)
    {
        var (name, number) = (call.Caller.Name, call.Caller.Number);
        return new ShownCaller(number, $"{back.From.Number}: {(name.Length > 0 ? name : number)}", call.Caller.IsAnonymous);
    }
}
