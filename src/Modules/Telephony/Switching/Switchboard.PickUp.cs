using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Taking a call that is parked, or that rings at a colleague: pointed at, or by dialling its slot or *8 and the colleague's extension.</summary>
internal sealed partial class Switchboard
{
    /// <summary>What is dialled before the extension at which the call rings.</summary>
    public const string PickUpCode = "*8";

    HashSet<CallId> _takeable = [];

    /// <summary>What this user may take now, oldest first.</summary>
    public TakeableCallsView TakeableBy(UserId user) =>
        new(
            MayPark(user),
            MayPickUp(user),
            [
                .. _calls
                    .Values.Where(call => CanBeTaken(call) && WhyNotTake(call, user) is null)
                    .OrderBy(call => call.PlacedAt)
                    .ThenBy(call => call.Slot, StringComparer.Ordinal)
                    .Select(ViewToTake),
            ]
        )
        {
            HasQueues = _queues.Values.Any(queue => IsOf(queue, user)),
        };

    TakeableCall ViewToTake(Call call) =>
        new(
            call.Id,
            call.Caller.Name,
            call.Caller.IsOutside ? Shown(call.Caller.Number) : call.Caller.Number,
            call.Caller.IsOutside,
            call.Slot,
            call.Slot is null ? call.Callee.Name : call.Transfer!.By.Name,
            call.PlacedAt
        )
        {
            Queue = call.Queue?.Queue.Id,
            Address = call.Caller.Number,
        };

    static bool IsOf(CallQueue queue, UserId user) => queue.Agents.Any(agent => agent.Person == user) || queue.Supervisors.Contains(user);

    bool MayPickUp(UserId user) => RightsOf(user).PickUp is not PickUpFrom.Nobody;

    /// <summary>What rings at somebody who has left since is of no department.</summary>
    bool MayPickUpAt(UserId at, UserId user) =>
        RightsOf(user).PickUp switch
        {
            PickUpFrom.Everyone => true,
            PickUpFrom.Department => _people.TryGetValue(user, out var taker)
                && _people.TryGetValue(at, out var called)
                && taker.Department.Length > 0
                && string.Equals(taker.Department, called.Department, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };

    PersonRights RightsOf(UserId user) => _configuration?.RightsOf(user.Value) ?? PersonRights.Standard;

    static bool CanBeTaken(Call call) =>
        call is { IsConnected: true, Queue: not null, Caller: { Leg: not null, IsAway: false } }
        || call is { IsRinging: true, Wanted: null, Conference: null, Caller: { Leg: not null, IsAway: false } }
            && (call.Slot is not null || call.Callee.User is not null);

    /// <summary>Something is to be taken, not called: by a click, or because of the number.</summary>
    bool IsTaking(DialAttempt attempt, string number) =>
        attempt.Taken is not null || IsSlot(number) || ExtensionToPickUp(number) is not null;

    /// <summary>The extension after the code; null when it is nobody's.</summary>
    string? ExtensionToPickUp(string number) =>
        number.StartsWith(PickUpCode, StringComparison.Ordinal) && _extensions.ContainsKey(number[PickUpCode.Length..])
            ? number[PickUpCode.Length..]
            : null;

    /// <summary>Of several that ring at one colleague, the one that rings longest.</summary>
    Call? CallToTake(DialAttempt attempt, string number)
    {
        if (attempt.Taken is { } id)
        {
            return _calls.TryGetValue(id, out var pointedAt) && CanBeTaken(pointedAt) ? pointedAt : null;
        }

        if (IsSlot(number))
        {
            return ParkedCalls.FirstOrDefault(call => call.Slot == number && CanBeTaken(call));
        }

        return ExtensionToPickUp(number) is { } extension
            ? CallsWith(_extensions[extension].Id)
                .Where(call => CanBeTaken(call) && call.Callee.User == _extensions[extension].Id && WhyNotTake(call, attempt.User) is null)
                .MinBy(call => call.PlacedAt)
            : null;
    }

    NoticeCause? WhyNotTake(DialAttempt attempt, string number)
    {
        var fetches = IsSlot(number);
        return CallToTake(attempt, number) switch
        {
            null when fetches && !MayPark(attempt.User) => NoticeCause.MayNotPark,
            null when !fetches && !MayPickUp(attempt.User) => NoticeCause.MayNotPickUp,
            null when ExtensionToPickUp(number) is { } extension && !MayPickUpAt(_extensions[extension].Id, attempt.User) =>
                NoticeCause.MayNotPickUp,
            null => NoticeCause.NothingToTake,
            var call => WhyNotTake(call, attempt.User),
        };
    }

    NoticeCause? WhyNotTake(Call call, UserId user) =>
        call switch
        {
            _ when call.Caller.User == user || call.Callee.User == user => NoticeCause.NothingToTake, // one answers one's own
            { Queue: { } seat } => IsOf(seat.Queue, user) ? null : NoticeCause.NothingToTake,
            { Slot: not null } when !MayPark(user) => NoticeCause.MayNotPark,
            { Slot: null, Callee.User: var at } when at is null || !MayPickUpAt(at.Value, user) => NoticeCause.MayNotPickUp,
            _ => null,
        };

    void TakeCall(SwitchboardInput.TakeCall take, DateTimeOffset now)
    {
        if (_calls.ContainsKey(take.Call))
        {
            return;
        }

        var number = _calls.GetValueOrDefault(take.Taken) switch
        {
            { Slot: { } slot } => slot,
            { Queue: { } seat } => seat.Queue.Extension,
            { Callee: { User: not null, Number: var extension } } => PickUpCode + extension,
            _ => PickUpCode,
        };
        DialHere(new DialAttempt(take.Call, new Endpoint.Browser(take.Line), take.User, number, Shown: null) { Taken = take.Taken }, now);
    }

    void Take(DialAttempt attempt, string number, DateTimeOffset now)
    {
        FreeUp(attempt.User, now);
        Take(CallToTake(attempt, number)!, attempt, now);
    }

    /// <summary>What rang stops, and who called or waits talks with who took the call, in one that follows.</summary>
    void Take(Call call, DialAttempt attempt, DateTimeOffset now)
    {
        var person = _people[attempt.User];
        if (call.Queue is not null)
        {
            var taken = TakeOut(call, attempt.Call, new Party(person.Id, person.Name, person.Extension), firstLeg: 0, now);
            taken.Callee.Leg = taken.CallerLeg(attempt);
            Connect(call, taken, attempt.Kind, now);
            return;
        }

        Record(new CallTaken(call.Id.Value, now, person.Id.Value, person.Name));
        TellTransferor(call, TransferStage.Done);
        StopRinging(call, LegCause.AnsweredElsewhere);
        var waiting = call.Caller.Leave();
        Close(call, CallOutcome.Transferred, now);
        var next = new Call(attempt.Call, waiting, new Party(person.Id, person.Name, person.Extension), now)
        {
            AnsweredAt = now,
            Root = call.Root,
        };
        next.Callee.Leg = next.CallerLeg(attempt);
        Begin(next, person.Extension, call.Transfer?.By.User);
        Record(new CallAnswered(next.Id.Value, now, person.Id.Value, attempt.Kind));
        TellAnswered(next, now);
        Settle(next);
    }

    /// <summary>Calls that talk go on as they were placed; pages show what may be done from now on.</summary>
    void Configure(TelephonyConfiguration configuration, DateTimeOffset now)
    {
        var before = _people.Keys.ToDictionary(user => user, RightsOf);
        _configuration = configuration;
        _emergencyNumbersThere = emergencyNumbers.In(configuration.Region, configuration.EmergencyNumbers);
        if (before.Where(held => RightsOf(held.Key) != held.Value).Select(held => held.Key).ToList() is { Count: > 0 } changed)
        {
            _effects.Add(new SwitchboardEffect.Announce(["calls", TakeableTopic], [.. changed]));
        }

        EndWhatMayNoLongerRing(configuration, now);
    }

    /// <summary>Until it is known where the company is, those of everywhere.</summary>
    bool IsEmergencyNumber(string number) => (_emergencyNumbersThere ?? emergencyNumbers).Contains(number);

    /// <summary>Pages that list what can be taken ask again when that changed.</summary>
    void AnnounceTakeable()
    {
        var now = _calls.Values.Where(CanBeTaken).Select(call => call.Id).ToHashSet();
        if (now.SetEquals(_takeable))
        {
            return;
        }

        _takeable = now;
        if ((ImmutableArray<UserId>)[.. _people.Keys.Where(MayTake)] is { IsEmpty: false } readers)
        {
            _effects.Add(new SwitchboardEffect.Announce([TakeableTopic], readers));
        }
    }

    bool MayTake(UserId user) => MayPark(user) || MayPickUp(user) || IsOfAnyQueue(user);

    bool IsOfAnyQueue(UserId user) => _queues.Values.Any(queue => IsOf(queue, user));

    public const string TakeableTopic = "takeable-calls";
}
