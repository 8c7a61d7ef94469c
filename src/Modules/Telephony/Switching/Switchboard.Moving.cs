using System.Collections.Immutable;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Moving a call to another device of the same person (M6.4.12). The call stays what it is; one more leg of it rings, and when that is answered
/// it takes the place of the one that talked.
/// </summary>
internal sealed partial class Switchboard
{
    /// <summary>How long the other device rings: who moves the call is talking in it.</summary>
    public static readonly TimeSpan MoveRingTime = TimeSpan.FromSeconds(30);

    void ApplyMove(SwitchboardInput.OfMove input, DateTimeOffset now)
    {
        switch (input)
        {
            case SwitchboardInput.MoveCall move when Find(move.Call, move.User) is { } found:
                Move(found.Call, found.Side, move.To, now);
                break;
            case SwitchboardInput.MoveToMobile move when Find(move.Call, move.User) is { } found:
                MoveToMobile(found.Call, found.Side, now);
                break;
            case SwitchboardInput.StopMoving stop when Find(stop.Call, stop.User) is { } found:
                StopMoving(found.Call, found.Side);
                break;
            default: // a call that is over, or none of this user's
                break;
        }
    }

    void Move(Call call, Party side, Endpoint to, DateTimeOffset now)
    {
        if (WhyNotMove(call, side, to) is { } cause)
        {
            Notify(side.User!.Value, cause, "", now);
            return;
        }

        call.Ringing.Add(call.NewLegInPlaceOf(new TakenPlace(side, now + MoveRingTime), to));
        Settle(call);
    }

    NoticeCause? WhyNotMove(Call call, Party side, Endpoint to) =>
        call switch
        {
            _ when !CanBeMoved(call, side) => NoticeCause.MoveNotNow,
            _ when to == side.Leg!.Endpoint || !IsUpFor(side.User!.Value, to) => NoticeCause.MoveUnreachable,
            _ => null,
        };

    /// <summary>A conversation of two, in which this user asks nobody else first.</summary>
    static bool CanBeMoved(Call call, Party side) =>
        call is { IsConnected: true, IsBetweenTwo: true }
        && side.User is not null
        && LegThatMoves(call, side) is null
        && IdOfLive(call.Consultation, side.User) is null
        && !(ReferenceEquals(side, call.Caller) && call.ConsultationFor is { HasEnded: false });

    static CallLeg? LegThatMoves(Call call, Party side) => call.Ringing.Find(leg => ReferenceEquals(leg.InPlaceOf, side));

    bool IsUpFor(UserId user, Endpoint endpoint) =>
        endpoint switch
        {
            Endpoint.Browser browser => IsUp(browser.Line, user),
            Endpoint.Phone phone => phone.Owner == user && IsUp(phone),
            _ => false,
        };

    /// <summary>Answered there: from now on this side talks and hears with that leg. The other side hears nothing of it but the other microphone.</summary>
    void MoveOver(Call call, CallLeg leg, DateTimeOffset now)
    {
        var side = leg.InPlaceOf!;
        var left = side.Leg!;
        call.Ringing.Remove(leg);
        TakeDownBridge(call);
        side.Leg = leg;
        TakeOutOfMix(call);
        TakeOffRecordings(call);
        StopPlaying(left);
        Unmute(left);
        _moved.Remove(left.Id);
        _effects.Add(new SwitchboardEffect.EndLeg(left.Id, left.Endpoint, left.Media, LegCause.Normal));
        CountOff(left.Route);
        Record(new CallMoved(call.Id.Value, now, side.User!.Value.Value, leg.Kind));
        Changed(call);
        Resume(call, side, now); // who held it answers to talk
        Settle(call);
    }

    /// <summary>The other device does not ring any more, but for a mobile that the next trunk rings.</summary>
    void DropMove(Call call, CallLeg leg, LegCause cause, bool goesOn, DateTimeOffset now)
    {
        if (goesOn)
        {
            StopRinging(call, leg, cause);
            Settle(call);
        }
        else
        {
            GiveUpMove(call, leg, cause, now);
        }
    }

    /// <summary>The call goes on where it was, and its user is told why.</summary>
    void GiveUpMove(Call call, CallLeg leg, LegCause cause, DateTimeOffset now)
    {
        StopRinging(call, leg, cause);
        var why = cause switch
        {
            LegCause.NoAnswer => NoticeCause.MoveNotAnswered,
            LegCause.Refused or LegCause.Busy => NoticeCause.MoveRefused,
            _ => NoticeCause.MoveUnreachable,
        };
        Notify(leg.InPlaceOf!.User!.Value, why, "", now);
    }

    void StopMoving(Call call, Party side)
    {
        if (LegThatMoves(call, side) is { } leg)
        {
            StopRinging(call, leg, LegCause.Normal);
        }
    }

    ImmutableArray<OwnDevice> DevicesToMoveTo(Call call, Party side) =>
        CanBeMoved(call, side)
            ?
            [
                .. LinesOf(side.User!.Value)
                    .Select(line => (Endpoint)new Endpoint.Browser(line))
                    .Concat(DevicesOf(side.User.Value).Select(device => new Endpoint.Phone(device, side.User.Value)))
                    .Where(endpoint => endpoint != side.Leg!.Endpoint)
                    .Select(ViewOf),
            ]
            : [];

    OwnDevice ViewOf(Endpoint endpoint) =>
        new(
            endpoint,
            endpoint switch
            {
                Endpoint.Phone phone => _configuration?.Devices.FirstOrDefault(device => device.Id == phone.Device.Value)?.Name ?? "",
                Endpoint.Trunk mobile => Shown(mobile.Number),
                _ => "",
            }
        );
}
