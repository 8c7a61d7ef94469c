using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Conferences. Who is in one is in a call with it, so that all that ends or changes a call does so here too.</summary>
internal sealed partial class Switchboard
{
    readonly Dictionary<MixId, Conference> _conferences = [];

    void ApplyConference(SwitchboardInput.OfConference input, DateTimeOffset now)
    {
        switch (input)
        {
            case SwitchboardInput.Invite invite when Find(invite.Call, invite.User) is { } found:
                Invite(found.Call, found.Side, invite, now);
                break;
            case SwitchboardInput.MuteMember mute when FindMember(mute.Call, mute.User, mute.Member) is { } member:
                MuteMember(member, mute.On);
                break;
            case SwitchboardInput.RemoveMember remove when FindMember(remove.Call, remove.User, remove.Member) is { } member:
                End(member, member.IsConnected ? CallOutcome.Completed : CallOutcome.Cancelled, now);
                break;
            case SwitchboardInput.EndConference end when Led(end.Call, end.User) is { Room: null } conference:
                EndForAll(conference, now, by: conference.Own);
                break;
            case SwitchboardInput.SpeakerChanged changed when _conferences.TryGetValue(changed.Mix, out var conference):
                conference.Speaker = changed.Speaker;
                ChangedFor(conference);
                break;
            default: // a call that is over, or a conference that is not this user's
                break;
        }
    }

    /// <summary>The conference that goes on in this call and in which this user has a say.</summary>
    Conference? Led(CallId call, UserId user) =>
        Find(call, user) is ({ HasEnded: false, Conference: { } conference } own, _) && conference.Leading.Contains(own)
            ? conference
            : null;

    Call? FindMember(CallId call, UserId user, CallId member) =>
        Led(call, user) is { } conference && member != call ? conference.Calls.Find(one => one.Id == member) : null;

    void Invite(Call call, Party by, SwitchboardInput.Invite invite, DateTimeOffset now)
    {
        if (Array.Exists([invite.Own, invite.Other, invite.Invited], _calls.ContainsKey))
        {
            return;
        }

        var number = DialString.Clean(invite.Target);
        if (WhyNotInvite(call, by, number, now) is { } cause)
        {
            SayWhyNot(invite.User, cause, number ?? "", now);
            return;
        }

        if (call.Conference is { Room: not null })
        {
            BeginStory(call);
        }

        RingMember(call.Conference ?? Begin(call, by, invite, now), by, invite.Invited, call.Root, number!, now);
    }

    NoticeCause? WhyNotInvite(Call call, Party by, string? number, DateTimeOffset now)
    {
        if (number is null)
        {
            return NoticeCause.NotANumber;
        }

        if (IsEmergencyNumber(number))
        {
            return NoticeCause.EmergencyNumber;
        }

        var (person, own, outside) = Destination(number);
        var inIt = call.Conference?.Calls ?? [call];
        return person switch
        {
            _ when _journalFull => NoticeCause.JournalFull,
            _ when !call.IsConnected || by.Holds || call.Supervises is not null || call.IsWithSoftware => NoticeCause.InviteNotNow,
            _ when call.Conference is { } conference && !conference.Leading.Contains(call) => NoticeCause.InviteNotYours,
            _ when Math.Max(inIt.Count, 2) >= MostInConference => NoticeCause.ConferenceFull,
            null when outside is not null => _guard.WhyNot(by.User!.Value, outside, given: null, _configuration!, now),
            null when own is null => NoticeCause.InviteUnknownNumber,
            not null when inIt.Exists(one => Array.Exists(one.Parties, party => party.User == person.Id)) => NoticeCause.InvitedAlready,
            not null when IsBusy(person.Id) => NoticeCause.InvitedBusy,
            _ => null,
        };
    }

    int MostInConference => (_configuration?.Permissions.Rules ?? new DialRules()).PeopleInConference;

    /// <summary>The two go on as they are, each in a call with the conference.</summary>
    Conference Begin(Call call, Party by, SwitchboardInput.Invite invite, DateTimeOffset now)
    {
        var called = call.OtherThan(by) == call.Callee;
        var (own, other) = (by.Leave(), call.OtherThan(by).Leave());
        var conference = new Conference(new MixId(invite.Own.Value), new Party(own.User, own.Name, own.Number));
        _conferences.Add(conference.Id, conference);
        Close(call, CallOutcome.Conference, now, by);
        conference.Own = Enter(conference, invite.Own, own, conference.NewOwnSeat(), call.Root, now);
        var (caller, callee) = called ? (conference.NewSeat(), other) : (other, conference.NewSeat());
        Enter(conference, invite.Other, caller, callee, call.Root, now);
        return conference;
    }

    /// <summary>Somebody who is there already takes part.</summary>
    Call Enter(Conference conference, CallId id, Party caller, Party callee, CallId root, DateTimeOffset now)
    {
        var call = new Call(id, caller, callee, now, firstLeg: 1)
        {
            AnsweredAt = now,
            Root = root,
            Conference = conference,
        };
        conference.Calls.Add(call);
        Begin(call, callee.Number, by: null);
        Record(new CallAnswered(id.Value, now, callee.RecordedUser?.Value, Conference.MemberOf(call).Leg!.Kind));
        Settle(call);
        return call;
    }

    /// <summary>Rings somebody in the name of who invites them; whatever becomes of it, the others go on.</summary>
    void RingMember(Conference conference, Party by, CallId id, CallId root, string number, DateTimeOffset now)
    {
        var (person, own, outside) = Destination(number);
        var payer = by.User!.Value;
        var callee = outside is null ? Called(person, own, number) : new Party(user: null, "", outside) { IsOutside = true, Counted = id };
        var call = new Call(id, conference.NewSeat(by), callee, now, firstLeg: 1)
        {
            RingUntil = now + (outside is null ? RingTime : OutsideRingTime),
            Outside = outside is null ? null : RouteOutside(id, payer, outside, chosen: null, now),
            Root = root,
            Conference = conference,
        };
        conference.Calls.Add(call);
        Begin(call, outside ?? number, by: null, call.Outside?.Shown);
        ChangedFor(conference);
        if (call.Outside is null)
        {
            RingOrEnd(call, person, now);
        }
        else if (RingNextTrunk(call, call.Outside, now))
        {
            Settle(call);
        }
        else
        {
            End(call, CallOutcome.TrunksBusy, now);
        }
    }

    void RingOrEnd(Call call, Person? person, DateTimeOffset now)
    {
        if (person is null)
        {
            End(call, CallOutcome.Unreachable, now);
        }
        else
        {
            call.Treatment = _flows.GetValueOrDefault(person.Id)?.Fixed; // who is invited is called to the conference and nowhere else
            Ring(call, person.Id, now);
        }
    }

    void MuteMember(Call member, bool on)
    {
        var party = Conference.MemberOf(member);
        if (party.MutedByOther != on)
        {
            party.MutedByOther = on;
            ChangedFor(member.Conference!);
            Changed(member);
            Settle(member);
        }
    }

    /// <summary>A call with a conference ended: that member is out of it.</summary>
    void Leave(Conference conference, Call call, DateTimeOffset now)
    {
        conference.Calls.Remove(call);
        if (conference.Own == call)
        {
            conference.Own = null;
            conference.Calls.ForEach(Changed); // they no longer talk with who invited them
        }
        else if (
            call.Outcome is not (CallOutcome.Completed or CallOutcome.Cancelled)
            && Conference.InviterOf(call) is { } inviter
            && conference.Leading.Any(leading => Conference.MemberOf(leading).User == inviter)
        )
        {
            var gone = Conference.MemberOf(call);
            Notify(inviter, NoticeCause.InvitedAway, gone.Name.Length > 0 ? gone.Name : Shown(gone.Number), now);
        }

        ChangedFor(conference);
        Gather(conference, now);
        if (conference.IsOver)
        {
            EndForAll(conference, now);
        }
    }

    void EndForAll(Conference conference, DateTimeOffset now, Call? by = null)
    {
        _conferences.Remove(conference.Id);
        foreach (var call in conference.Calls.ToList())
        {
            if (!call.HasEnded)
            {
                var outcome = call.IsConnected ? CallOutcome.Completed : CallOutcome.Cancelled;
                End(call, outcome, now, by: call == by ? Conference.MemberOf(call) : null);
            }
        }
    }

    void ChangedFor(Conference conference)
    {
        foreach (var call in conference.Leading)
        {
            Changed(call);
        }
    }

    ConferenceView? ViewOf(Call call, Party side)
    {
        if (call.Conference is not { } conference || (conference.Own is null && call.HasEnded))
        {
            return null;
        }

        var leads = conference.Own == call || conference.Leading.Contains(call);
        return leads || conference is { Own: null, Room: null }
            ? new ConferenceView(
                leads ? [.. conference.Calls.Where(one => one != call).Select(one => ViewOf(conference, one))] : [],
                MostInConference,
                Speaks(conference, side),
                IsRoom: conference.Room is not null,
                IsAlone: !conference.IsConversation
            )
            : null;
    }

    MemberView ViewOf(Conference conference, Call call)
    {
        var member = Conference.MemberOf(call);
        var state = call switch
        {
            { IsConnected: false } => MemberState.Ringing,
            _ when member.IsAway => MemberState.Away,
            _ => member.Holds ? MemberState.Held : MemberState.Active,
        };
        return new MemberView(
            call.Id,
            member.Name,
            member.IsOutside ? Shown(member.Number) : member.Number,
            state,
            member.MutedByOther,
            Speaks(conference, member),
            member.IsOutside
        );
    }

    static bool Speaks(Conference conference, Party member) =>
        member is { Leg: { } leg, Holds: false, MutedByOther: false } && leg.Media == conference.Speaker;
}
