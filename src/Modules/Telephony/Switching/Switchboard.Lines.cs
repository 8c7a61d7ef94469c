using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

internal sealed partial class Switchboard
{
    bool IsUp(LineId line, UserId user) => _linesUp.TryGetValue(line, out var owner) && owner == user;

    List<LineId> LinesOf(UserId user) => _linesOf.GetValueOrDefault(user) ?? [];

    /// <summary>A line came up, or came up again after a reload: then it takes up the calls it was in (promise R3).</summary>
    void PutLineUp(LineId line, UserId user, DateTimeOffset now)
    {
        if (_linesUp.TryGetValue(line, out var owner) && owner != user)
        {
            return; // the registry of lines gives an id to one user only
        }

        if (
            _calls.Values.SelectMany(call => call.Parties).FirstOrDefault(side => side.Leg?.Line == line && side.User != user)?.User is
            { } former
        )
        {
            PutLineDown(line, former, signedOut: true, now); // the browser is another person's now: what was awaited on it won't come back
        }

        if (_linesUp.TryAdd(line, user))
        {
            _linesOf.PutIn(user, line);
        }

        _linesChanged.Add(user);
        _changed.Add(user);
        foreach (var call in CallsWith(user).ToList())
        {
            Reattach(call, call.SideOf(user)!, line);
        }
    }

    void Reattach(Call call, Party side, LineId line)
    {
        if (side.Leg is { } leg && leg.Line == line)
        {
            leg.Forget();
            call.Bridge = null;
            call.Mixed.RemoveAll(mixed => mixed.Media == leg.Media);
            Changed(call);
        }
        else if (call.Ringing.Find(ringing => ringing.Line == line) is { } again)
        {
            again.Forget();
        }
        else if (call.IsRinging && ReferenceEquals(side, call.Callee) && MayRing(call, new Endpoint.Browser(line)))
        {
            call.Ringing.Add(call.NewLeg(line));
        }

        Settle(call);
    }

    void PutLineDown(LineId line, UserId user, bool signedOut, DateTimeOffset now)
    {
        if (_linesUp.Remove(line, out var owner))
        {
            _linesOf.TakeOut(owner, line);
            _linesChanged.Add(owner);
            _changed.Add(owner);
        }

        foreach (var call in _calls.Values.ToList())
        {
            foreach (var party in call.Parties.Where(party => party.Leg?.Line == line).ToList())
            {
                Lose(call, party, signedOut, now);
            }

            if (call.Ringing.Find(leg => leg.Line == line) is { } ringing)
            {
                if (ringing.InPlaceOf is null)
                {
                    StopRinging(call, ringing, LegCause.Unreachable);
                }
                else
                {
                    GiveUpMove(call, ringing, LegCause.Unreachable, now);
                }
            }

            if (signedOut && call is { IsRinging: true, Ringing.Count: 0 } && call.Callee.User == user)
            {
                // M15-02, also of a line that was lost before or has not come up; without signing out it may come up while it rings
                End(call, CallOutcome.Unreachable, now);
            }
        }
    }

    void Lose(Call call, Party party, bool signedOut, DateTimeOffset now)
    {
        if (call.HasEnded)
        {
            PutAway(call, party);
        }
        else if (signedOut)
        {
            End(call, call.IsConnected ? CallOutcome.Completed : CallOutcome.Cancelled, now, by: party);
        }
        else
        {
            party.Leg!.AwayUntil ??= now + AwayTime;
            Changed(call);
            Settle(call);
        }
    }
}
