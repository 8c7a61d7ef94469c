namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Moving a call to one's own mobile: a leg to outside like any other, counted by the guard beside the call itself. The call goes on where it is
/// until somebody has said by a key that they take it.
/// </summary>
internal sealed partial class Switchboard
{
    void MoveToMobile(Call call, Party side, DateTimeOffset now)
    {
        var user = side.User!.Value;
        if (!CanBeMoved(call, side))
        {
            Notify(user, NoticeCause.MoveNotNow, "", now);
            return;
        }

        if (MobileToMoveTo(call, side) is not { } mobile)
        {
            Notify(user, NoticeCause.MoveUnreachable, "", now);
            return;
        }

        if (_guard.WhyNot(user, mobile, given: null, _configuration!, now) is { } cause)
        {
            SayWhyNot(user, cause, mobile, now);
            return;
        }

        var route = RouteToMobile(call, user, mobile, chosen: null, now);
        if (RingNextTrunk(call, route, now, new TakenPlace(side, now + MoveRingTime)))
        {
            Settle(call);
        }
        else
        {
            CountOff(route);
            Notify(user, NoticeCause.MoveUnreachable, "", now);
        }
    }

    /// <summary>As E.164; null when this user has none for their role, it leads back to here, or one of the two talks with it already.</summary>
    string? MobileToMoveTo(Call call, Party side) =>
        CanBeMoved(call, side)
        && _configuration is { Trunks.Count: > 0 } set
        && set.MobileOf(side.User!.Value.Value) is { } mobile
        && side.Leg is { IsOwnMobile: false }
        && call.OtherThan(side).Number != mobile.E164
            ? mobile.E164
            : null;
}
