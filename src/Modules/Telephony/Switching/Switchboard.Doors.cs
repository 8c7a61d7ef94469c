using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>By which ways calls come to applications, and where those lead them on to: a number of the company, an extension, a key of a menu.</summary>
internal sealed partial class Switchboard
{
    /// <summary>A person's extension is theirs, also when an application is called by the same digits.</summary>
    Door? DoorDialled(string number) =>
        _extensions.ContainsKey(number) ? null
        : _applications.FirstOrDefault(known => known.Codes.Contains(number)) is { } application ? Door.ByCode(application.Name, number)
        : DestinationCalledBy(number);

    /// <summary>A queue, a room or a destination of an application.</summary>
    bool IsServiceCalledBy(string number) =>
        QueueCalledBy(number) is not null || RoomCalledBy(number) is not null || DestinationCalledBy(number) is not null;

    /// <summary>What can be called by everybody, from outside too, and what calls can be handed on to. Codes are for who dials them.</summary>
    Door? DestinationCalledBy(string number)
    {
        if (_applications.IsEmpty || _extensions.ContainsKey(number))
        {
            return null;
        }

        foreach (var application in _applications)
        {
            if (application.Destinations.FirstOrDefault(destination => destination.Extension == number) is { } destination)
            {
                return Door.To(application.Name, destination);
            }
        }

        return OutsideNumber(number) is { } e164 && OwnNumber(e164) is { Destination: { } own } ? DoorOf(own.Application, own.Id) : null;
    }

    /// <summary>One of its destinations, or the place where it takes calls for this person or queue; null: there is none any more.</summary>
    Door? DoorOf(string? name, Guid id)
    {
        if (_applications.FirstOrDefault(known => known.Name == name) is not { } application)
        {
            return null;
        }

        if (application.Destinations.FirstOrDefault(destination => destination.Id == id) is { } destination)
        {
            return Door.To(application.Name, destination);
        }

        return application.People.Contains(new UserId(id)) && _people.GetValueOrDefault(new UserId(id)) is { } person
                ? Door.For(application.Name, new Party(person.Id, person.Name, person.Extension))
            : application.Queues.Contains(id) && _queues.GetValueOrDefault(id) is { } queue ? Door.For(application.Name, queue)
            : null;
    }

    /// <summary>The telephone network calls a number that leads to an application.</summary>
    void ApplicationFromOutside(
        SwitchboardInput.SipDialled dialled,
        Endpoint.Trunk from,
        CompanyNumber number,
        Door door,
        DateTimeOffset now
    )
    {
        var call = AtDoor(dialled.Call, OutsideCaller(dialled, from), door, now);
        BeginFromOutside(call, dialled, from, number, person: null);
        BeginScript(call, door.Seat, now);
    }

    static Call AtDoor(CallId id, Party caller, Door door, DateTimeOffset now) =>
        new(id, caller, new Party(user: null, door.Name, door.Number), now) { Application = door.Seat };

    /// <summary>Its script leads the call on; where it cannot go the script hears so.</summary>
    void SendOn(Call call, ApplicationSeat seat, SwitchboardInput.ScriptSendsOn sends, DateTimeOffset now)
    {
        var isGone = call.Queue is null
            ? LeadOn(call, seat, sends.Target, sends.ChargedTo, now)
            : LeadOn(call, sends.Target, QueueCallEnd.Chose, now);
        if (!isGone)
        {
            _effects.Add(new SwitchboardEffect.TellScript(call.Id, new ScriptInput.NotSent()));
        }
    }

    /// <summary>Who is with an application goes on there, in a call that follows.</summary>
    /// <returns>False: it may not, or cannot, go there; nothing has changed.</returns>
    bool LeadOn(Call call, ApplicationSeat seat, CallTarget target, UserId? payer, DateTimeOffset now)
    {
        var number = NumberOf(target);
        var room = RoomBehind(seat, target);
        var door = target is { Kind: CallTargetKind.Application, DestinationId: { } id } ? DoorOf(target.Application, id) : null;
        var goes = door is not null
            ? !_journalFull && call.LedOn < MostForwards
            : number is not null && MayLead(call, number, payer, call.LedOn, now);
        if (call.Caller.Leg is null || !goes)
        {
            return false;
        }

        Settle(call); // who calls may be there since this moment
        EndScriptRecording(seat);
        var sending = new Sending(call.Root, payer)
        {
            Transfer = call.IsRinging ? call.Transfer : null,
            Forwarding = call.IsRinging ? call.Forwarding : null,
            WasAlerted = call.Alerted || call.IsConnected,
            LedOn = call.LedOn + 1,
        };
        call.Transfer = null; // who handed it on is told, and has it back, when it comes to nothing there
        var next = call.Id.Following();
        var waiting = call.Caller.Leave();
        Close(call, CallOutcome.Forwarded, now);
        if (room is not null)
        {
            SendToRoom(waiting, sending, next, room, now);
        }
        else if (door is null)
        {
            Send(waiting, sending, next, number!, now);
        }
        else
        {
            SendToApplication(waiting, sending, next, door.Number, door, now);
        }

        PairAgain(call, next);
        return true;
    }

    /// <param name="payer">In whose name it goes outside; null: it does not.</param>
    bool MayLead(Call call, string number, UserId? payer, int ledOn, DateTimeOffset now)
    {
        if (IsEmergencyNumber(number) || IsSlot(number) || _journalFull || ledOn >= MostForwards)
        {
            return false;
        }

        if (QueueCalledBy(number) is { } queue)
        {
            return queue.Id != call.Queue?.Queue.Id;
        }

        if (IsServiceCalledBy(number))
        {
            return true;
        }

        var (person, _, outside) = Destination(number);
        if (outside is null)
        {
            return person is not null && person.Id != call.Caller.User;
        }

        if (payer is not { } paying || outside == call.Caller.Number || !_people.ContainsKey(paying))
        {
            return false;
        }

        if (_guard.WhyNot(paying, outside, given: null, _configuration!, now) is { } cause)
        {
            SayWhyNot(paying, cause, outside, now);
            return false;
        }

        return true;
    }
}

/// <summary>Where a call comes to an application.</summary>
/// <param name="Name">Of what is called there; empty when it is the application itself.</param>
internal sealed record Door(string Application, string Name, string Number, ApplicationSeat Seat)
{
    public string? NameOrNull => Name.Length == 0 ? null : Name;

    /// <summary>By digits that are its own.</summary>
    public static Door ByCode(string application, string code) => new(application, "", code, new ApplicationSeat(application, whose: null));

    public static Door To(string application, KnownDestination destination) =>
        new(
            application,
            destination.Name,
            destination.Extension,
            new ApplicationSeat(application, whose: null) { Destination = destination.Id }
        );

    /// <summary>It takes the call for somebody.</summary>
    public static Door For(string application, Party whose) =>
        new(application, whose.Name, whose.Number, new ApplicationSeat(application, whose.User));

    public static Door For(string application, CallQueue queue) =>
        new(application, queue.Name, queue.Extension, new ApplicationSeat(application, whose: null) { Queue = queue.Id });
}
