using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Rooms of the company: conferences that nobody began. Who comes first hears music until there is somebody to talk with, and callers from outside
/// hear each other only while somebody of the company is there.
/// </summary>
internal sealed partial class Switchboard
{
    /// <summary>How long callers from outside wait for somebody of the company.</summary>
    public static readonly TimeSpan LongestWaitInRoom = TimeSpan.FromMinutes(15);

    /// <summary>Which asks callers from outside for the PIN.</summary>
    public const string RoomApplication = "room";

    /// <summary>A person's extension is theirs, also when a room has the same.</summary>
    ConferenceRoom? RoomCalledBy(string number) =>
        _extensions.ContainsKey(number) ? null : _configuration?.Rooms.FirstOrDefault(room => room.Extension == number);

    /// <summary>Somebody of the company dialled it.</summary>
    void PlaceInRoom(DialAttempt attempt, Person caller, ConferenceRoom room, DateTimeOffset now)
    {
        var conference = ConferenceIn(room, attempt.Call);
        var call = new Call(attempt.Call, new Party(caller.Id, caller.Name, caller.Extension), conference.NewSeat(), now)
        {
            Conference = conference,
        };
        Remember(call);
        call.Caller.Leg = call.CallerLeg(attempt);
        Record(
            new CallPlaced(call.Id.Value, now, caller.Id.Value, caller.Name, caller.Extension, room.Extension, CalleeId: null, room.Name)
            {
                Device = attempt.Kind,
            }
        );
        Enter(conference, call, now);
    }

    /// <summary>Colleagues go in, and whom they hand on; others come to its door.</summary>
    ConferenceRoom? OpenRoomCalledBy(string number, Party waiting, Sending sending) =>
        !waiting.IsOutside || sending is { Transfer: not null, LedOn: 0 } ? RoomCalledBy(number) : null;

    /// <summary>The room that this application stands before and lets in to; null: it asks for something else.</summary>
    ConferenceRoom? RoomBehind(ApplicationSeat seat, CallTarget target) =>
        seat is { Name: RoomApplication, Destination: { } id }
        && target is { Application: RoomApplication, DestinationId: var asked }
        && asked == id
            ? _configuration?.Rooms.FirstOrDefault(room => room.Id == id)
            : null;

    /// <summary>Who is in a call already comes to take part.</summary>
    void SendToRoom(Party waiting, Sending sending, CallId id, ConferenceRoom room, DateTimeOffset now)
    {
        var conference = ConferenceIn(room, id);
        var call = new Call(id, waiting, conference.NewSeat(), now, firstLeg: 1)
        {
            Root = sending.Root,
            Transfer = sending.Transfer,
            Forwarding = sending.Forwarding,
            Alerted = sending.WasAlerted,
            Conference = conference,
        };
        Begin(call, room.Extension, sending.Payer);
        Enter(conference, call, now);
    }

    Conference ConferenceIn(ConferenceRoom room, CallId first)
    {
        if (_conferences.Values.FirstOrDefault(running => running.Room?.Id == room.Id) is { } running)
        {
            return running;
        }

        var conference = new Conference(new MixId(first.Value), room);
        _conferences.Add(conference.Id, conference);
        return conference;
    }

    void Enter(Conference conference, Call call, DateTimeOffset now)
    {
        var isFull = conference.Calls.Count >= MostInConference;
        conference.Calls.Add(call);
        if (isFull)
        {
            End(call, CallOutcome.Busy, now);
            return;
        }

        call.AnsweredAt = now;
        Record(new CallAnswered(call.Id.Value, now, UserId: null));
        TellTransferor(call, TransferStage.Done);
        Changed(call);
        Settle(call);
        Gather(conference, now);
    }

    /// <summary>Somebody came to a room or left it: that may begin or end the talk of all the others.</summary>
    void Gather(Conference conference, DateTimeOffset now)
    {
        if (conference.Room is null)
        {
            return;
        }

        foreach (var call in conference.Calls.Where(call => call.IsConnected))
        {
            call.WaitsUntil = conference.HasCompany ? null : call.WaitsUntil ?? now + LongestWaitInRoom;
            Changed(call);
            Settle(call);
        }
    }
}
