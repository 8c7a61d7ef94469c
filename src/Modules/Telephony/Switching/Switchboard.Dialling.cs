using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    void SipDialled(SwitchboardInput.SipDialled dialled, DateTimeOffset now)
    {
        switch (dialled.From)
        {
            case Endpoint.Phone phone:
                Dial(
                    new DialAttempt(dialled.Call, phone, phone.Owner, dialled.Target, dialled.Anonymous ? CallerIdChoice.Anonymous : null),
                    now
                );
                break;
            case Endpoint.Trunk trunk:
                CallFromOutside(dialled, trunk, now);
                break;
            default:
                throw new ArgumentException($"Nobody dials from {dialled.From}", nameof(dialled));
        }
    }

    void Dial(DialAttempt attempt, DateTimeOffset now)
    {
        if (_calls.ContainsKey(attempt.Call))
        {
            return;
        }

        _notices.Remove(attempt.User);
        var number = DialString.Clean(attempt.Target);
        if (WhyNot(attempt, number, now) is { } cause)
        {
            TurnDown(attempt, cause, number ?? "", now);
        }
        else if (IsTaking(attempt, number!))
        {
            Take(attempt, number!, now);
        }
        else
        {
            FreeUp(attempt.User, now);
            Place(attempt, _people[attempt.User], number!, now);
        }
    }

    NoticeCause? WhyNot(DialAttempt attempt, string? number, DateTimeOffset now) =>
        attempt switch
        {
            _ when number is null => NoticeCause.NotANumber,
            _ when IsEmergencyNumber(number) => NoticeCause.EmergencyNumber, // before all else: M2.1-03 holds whatever state the line is in
            { From: Endpoint.Browser browser, IsPickedUp: false } when !IsUp(browser.Line, attempt.User) => NoticeCause.LineNotReady,
            _ when !_people.ContainsKey(attempt.User) => NoticeCause.LineNotReady,
            _ when _journalFull => NoticeCause.JournalFull,
            _ when _isDraining && !IsTaking(attempt, number) => NoticeCause.Draining,
            _ when LiveCallsOf(attempt.User).Count(call => !IsRingingOut(call, attempt.User)) >= MaxCallsPerUser =>
                NoticeCause.TooManyCalls,
            _ when IsTaking(attempt, number) => WhyNotTake(attempt, number),
            _ => WhyNotOutside(attempt, number, now),
        };

    NoticeCause? WhyNotOutside(DialAttempt attempt, string number, DateTimeOffset now)
    {
        if (
            _extensions.ContainsKey(number)
            || DoorDialled(number) is not null
            || IsServiceCalledBy(number)
            || OutsideNumber(number) is not { } e164
            || OwnNumber(e164) is not null
        )
        {
            return null;
        }

        var given = CallsWith(attempt.User).Find(call => IsRingingOut(call, attempt.User)) is { } ringing // FreeUp ends it
            ? ringing.Callee.Counted ?? ringing.Ringing.Find(leg => leg.IsOwnMobile)?.Route!.Counted
            : null;
        return _guard.WhyNot(attempt.User, e164, given, _configuration!, now);
    }

    /// <summary>There will be no call: the page says why, and a phone hears it.</summary>
    void TurnDown(DialAttempt attempt, NoticeCause cause, string number, DateTimeOffset now)
    {
        SayWhyNot(attempt.User, cause, number, now);
        if (attempt.From is not Endpoint.Browser)
        {
            _effects.Add(new SwitchboardEffect.EndLeg(attempt.Leg, attempt.From, attempt.Leg.Media, LegCauses.Of(cause)));
            CountOff(attempt.Route);
        }
    }

    void SayWhyNot(UserId user, NoticeCause cause, string number, DateTimeOffset now)
    {
        Notify(user, cause, number, now);
        if (cause is >= NoticeCause.CountryNotAllowed and <= NoticeCause.AbroadUsedUp)
        {
            _effects.Add(new SwitchboardEffect.Warn(user, cause));
        }
    }

    /// <summary>An extension, an application, a queue, a number of the company's own, or one of the telephone network.</summary>
    void Place(DialAttempt attempt, Person caller, string number, DateTimeOffset now)
    {
        if (number == EchoCode)
        {
            PlaceEcho(attempt, caller, now);
            return;
        }

        if (RoomCalledBy(number) is { } room)
        {
            PlaceInRoom(attempt, caller, room, now);
            return;
        }

        if (DoorDialled(number) is { } door)
        {
            PlaceToApplication(attempt, caller, number, door, now);
            return;
        }

        if (QueueCalledBy(number) is { } queue)
        {
            PlaceInQueue(attempt, caller, number, queue, now);
            return;
        }

        var (person, own, outside) = Destination(number);
        if (outside is not null)
        {
            PlaceOutside(attempt, new Party(caller.Id, caller.Name, caller.Extension), outside, now);
            return;
        }

        var call = new Call(attempt.Call, new Party(caller.Id, caller.Name, caller.Extension), Called(person, own, number), now);
        Remember(call);
        call.Caller.Leg = call.CallerLeg(attempt);
        Record(
            new CallPlaced(call.Id.Value, now, caller.Id.Value, caller.Name, caller.Extension, number, person?.Id.Value, person?.Name)
            {
                Device = attempt.Kind,
            }
        );

        if (person is null)
        {
            End(call, own is null ? CallOutcome.UnknownNumber : CallOutcome.Unreachable, now);
        }
        else if (person.Id == caller.Id)
        {
            End(call, CallOutcome.Busy, now);
        }
        else
        {
            Reach(call, person, now);
        }
    }

    /// <summary>Who has this number: a person, a number of the company's own (which may be nobody's), or the telephone network.</summary>
    (Person? Person, CompanyNumber? Own, string? Outside) Destination(string number)
    {
        var e164 = _extensions.ContainsKey(number) ? null : OutsideNumber(number);
        return e164 is null ? (_extensions.GetValueOrDefault(number), null, null)
            : OwnNumber(e164) is { } own ? (_people.GetValueOrDefault(new UserId(own.PersonId ?? Guid.Empty)), own, null)
            : (null, null, e164);
    }

    static Party Called(Person? person, CompanyNumber? own, string number) =>
        new(person?.Id, person?.Name ?? own?.Label ?? "", person is not null && own is not null ? person.Extension : number);

    static ShownCaller CallerShownTo(CallLeg leg, Call call) =>
        leg.Route is { Shown: var shown } ? new ShownCaller(shown.E164 ?? "", "", shown.IsAnonymous)
        : leg.InPlaceOf is { } side ? ShownOf(call.OtherThan(side))
        : call.Wanted is not null ? new ShownCaller(call.Callee.Number, call.Callee.Name, Anonymous: false)
        : call.Offers is { Queue: { } seat } ? CallerFromQueue(call, seat)
        : call.Recall is { WasParked: true } back ? CallerFromParking(call, back)
        : ShownOf(call.Caller);

    /// <summary>A phone has no more than a name to say which queue it is.</summary>
    static ShownCaller CallerFromQueue(Call call, QueueSeat seat)
    {
        var (name, number) = (call.Caller.Name, call.Caller.Number);
        return new ShownCaller(number, $"{seat.Queue.Name}: {(name.Length > 0 ? name : number)}", call.Caller.IsAnonymous);
    }

    static ShownCaller ShownOf(Party party) => new(party.Number, party.Name, party.IsAnonymous);

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
