using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    void Dial(SwitchboardInput.Dial dial, DateTimeOffset now)
    {
        if (_calls.ContainsKey(dial.Call))
        {
            return;
        }

        _notices.Remove(dial.User);
        if (DialString.Clean(dial.Target) is not { } target)
        {
            Notify(dial.User, NoticeCause.NotANumber, "", now);
        }
        else if (emergencyNumbers.Contains(target)) // before all else: M2.1-03 holds whatever state the line is in
        {
            Notify(dial.User, NoticeCause.EmergencyNumber, target, now);
        }
        else if (!IsUp(dial.Line, dial.User) || !_people.TryGetValue(dial.User, out var caller))
        {
            Notify(dial.User, NoticeCause.LineNotReady, target, now);
        }
        else if (_journalFull)
        {
            Notify(dial.User, NoticeCause.JournalFull, target, now);
        }
        else if (LiveCallsOf(dial.User).Count(call => !IsRingingOut(call, dial.User)) >= MaxCallsPerUser)
        {
            Notify(dial.User, NoticeCause.TooManyCalls, target, now);
        }
        else
        {
            FreeUp(dial.User, now);
            Place(dial, caller, target, now);
        }
    }

    void Place(SwitchboardInput.Dial dial, Person caller, string target, DateTimeOffset now)
    {
        var person = _extensions.GetValueOrDefault(target);
        var call = new Call(
            dial.Call,
            new Party(caller.Id, caller.Name, caller.Extension),
            new Party(person?.Id, person?.Name ?? "", target),
            now
        );
        var busy = person is not null && IsBusy(person.Id);
        Remember(call);
        call.Caller.Leg = call.NewLeg(dial.Line);
        Record(new CallPlaced(call.Id.Value, now, caller.Id.Value, caller.Name, caller.Extension, target, person?.Id.Value, person?.Name));

        if (person is null)
        {
            End(call, CallOutcome.UnknownNumber, now);
        }
        else if (busy || person.Id == caller.Id)
        {
            End(call, CallOutcome.Busy, now);
        }
        else if (LinesOf(person.Id).Count == 0)
        {
            End(call, CallOutcome.Unreachable, now);
        }
        else
        {
            foreach (var line in LinesOf(person.Id))
            {
                call.Ringing.Add(call.NewLeg(line));
            }

            Settle(call);
        }
    }

    void StartRingback(LegId leg)
    {
        if (FindRinging(leg) is ({ } call, _))
        {
            call.Alerted = true;
            Settle(call);
        }
    }

    void DropRingingLeg(LegId id, DateTimeOffset now)
    {
        if (FindRinging(id) is not ({ } call, { } leg))
        {
            return;
        }

        StopRinging(call, leg);
        if (call.Ringing.Count == 0)
        {
            End(call, CallOutcome.Unreachable, now);
        }
    }

    (Call Call, CallLeg Leg)? FindRinging(LegId id) =>
        _calls.TryGetValue(id.Call, out var call) && call.Ringing.Find(leg => leg.Id == id) is { } leg ? (call, leg) : null;

    bool IsBusy(UserId user) => LiveCallsOf(user).Count() >= MaxCallsPerUser;

    static bool IsRingingOut(Call call, UserId user) => call.IsRinging && call.Caller.User == user;

    /// <summary>
    /// Makes room for the call this user turns to: the one they talk in goes on hold, the one they were ringing out is given up
    /// (two people can't be waited for at once), the busy tone of an ended one stops.
    /// </summary>
    void FreeUp(UserId user, DateTimeOffset now)
    {
        foreach (var call in CallsWith(user).ToList())
        {
            var side = call.SideOf(user)!;
            if (call.IsConnected)
            {
                Hold(call, side, now);
            }
            else if (IsRingingOut(call, user))
            {
                End(call, CallOutcome.Cancelled, now, by: side);
            }
            else if (call.HasEnded)
            {
                PutAway(call, side);
            }
        }
    }

    void Notify(UserId user, NoticeCause cause, string number, DateTimeOffset now)
    {
        _notices[user] = (new Notice(cause, number, now), now + NoticeTime);
        _changed.Add(user);
    }
}
