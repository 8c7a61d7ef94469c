using System.Collections.Immutable;
using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Signalling;

/// <summary>What the switchboard asks of phones and trunks.</summary>
internal sealed partial class SipLegs
{
    /// <param name="effect">Of a leg whose endpoint is a phone or a trunk.</param>
    public void CarryOut(CompanyId company, SwitchboardEffect effect)
    {
        lock (_lock)
        {
            switch (effect)
            {
                case SwitchboardEffect.RingLeg { Endpoint: Endpoint.Phone phone } ring:
                    Ring(company, ring, phone);
                    break;
                case SwitchboardEffect.RingLeg { Endpoint: Endpoint.Trunk trunk } ring:
                    Ring(company, ring, trunk);
                    break;
                case SwitchboardEffect.ReviveLeg revive:
                    Revive(company, revive);
                    break;
                case SwitchboardEffect.TellTransferor tell:
                    Tell(tell);
                    break;
                case SwitchboardEffect.StopRinging stop:
                    End(stop.Leg, stop.Why);
                    break;
                case SwitchboardEffect.EndLeg end:
                    End(end.Leg, end.Why);
                    break;
                case SwitchboardEffect.TellRinging tell when _legs.TryGetValue(tell.Leg, out var leg) && leg.Session is { } session:
                    sip.Do((agent, now) => agent.Ring(session, now));
                    break;
                case SwitchboardEffect.ProgressLeg progress when _legs.TryGetValue(progress.Leg, out var leg):
                    Progress(leg);
                    break;
                case SwitchboardEffect.AnswerLeg answer when _legs.TryGetValue(answer.Leg, out var leg):
                    Answer(leg);
                    break;
                case SwitchboardEffect.TellRinging or SwitchboardEffect.ProgressLeg or SwitchboardEffect.AnswerLeg: // its session is over; that it is has been told
                    break;
                default:
                    throw new ArgumentException($"Nothing carries out {effect.GetType().Name}", nameof(effect));
            }
        }
    }

    void Ring(CompanyId company, SwitchboardEffect.RingLeg ring, Endpoint.Phone phone)
    {
        var bindings = locations.Reachable(phone.Device.Value);
        if (bindings.IsEmpty || !directory.State.Devices.TryGetValue(phone.Device.Value, out var device))
        {
            post.To(company, new SwitchboardInput.LegFailed(ring.Leg));
            return;
        }

        var options = new LegOptions
        {
            Encryption = device.Device.RequiresSrtp ? MediaEncryption.Required : MediaEncryption.WhenOffered,
            SignalledFrom = bindings[0].Source,
        };
        var plan = new InvitePlan
        {
            RequestUri = bindings[0].Contact,
            Tenant = company.Value,
            To = new NameAddress(device.Account.AddressOfRecord),
            From = Shown(ring.From, bindings[0].Flow.Local.Address.ToString(), ring.From.Number),
            IsPrivate = ring.From.Anonymous,
        };
        Invite(company, ring, bindings[0].Flow.Local.Address, options, [.. bindings.Select(binding => Towards(plan, binding))]);
    }

    static InvitePlan Towards(InvitePlan plan, Binding binding) =>
        plan with
        {
            RequestUri = binding.Contact.WithoutHeaders(),
            Flow = binding.IsFlowLost ? null : binding.Flow,
            Route = binding.Path,
        };

    void Ring(CompanyId company, SwitchboardEffect.RingLeg ring, Endpoint.Trunk endpoint)
    {
        if (directory.State.Trunk(endpoint.Id.Value) is not { } trunk || trunk.Company != company)
        {
            post.To(company, new SwitchboardInput.LegFailed(ring.Leg, LegCause.Unavailable));
            return;
        }

        var towards = trunk.Addresses.IsEmpty ? IPAddress.Loopback : trunk.Addresses[0];
        var options = TrunkCalls.MediaOf(trunk.Trunk.Settings);
        Invite(company, ring, OwnAddress.Towards(towards), options, [TrunkCalls.Plan(trunk, endpoint.Number, ring.From)]);
    }

    /// <summary>One offer for all: whoever answers it first has the call.</summary>
    void Invite(
        CompanyId company,
        SwitchboardEffect.RingLeg ring,
        IPAddress reachedAt,
        LegOptions options,
        ImmutableArray<InvitePlan> plans
    )
    {
        if (media.OfferLeg(ring.Media.Value, reachedAt, options) is not { } offer)
        {
            post.To(company, new SwitchboardInput.LegFailed(ring.Leg, LegCause.TooMany));
            return;
        }

        var leg = new SipLeg(company, ring.Leg, ring.Endpoint, ring.Media, options, reachedAt, isIncoming: false);
        Add(leg);
        foreach (var plan in plans)
        {
            var session = new SessionId(Guid.CreateVersion7());
            Add(leg, session);
            var invite = plan with { Sdp = BytesOf(offer) };
            sip.Do((agent, now) => agent.Invite(session, invite, now));
        }
    }

    void Progress(SipLeg leg)
    {
        if (leg is { IsIncoming: true, IsAnswered: false, Session: { } session })
        {
            media.StartStream(leg.Media.Value);
            var sdp = leg.Sdp;
            sip.Do((agent, now) => agent.Progress(session, sdp, now));
        }
    }

    void Answer(SipLeg leg)
    {
        media.StartStream(leg.Media.Value);
        if (leg is { IsIncoming: true, IsAnswered: false, Session: { } session })
        {
            leg.IsAnswered = true;
            var sdp = leg.Sdp;
            sip.Do((agent, now) => agent.Answer(session, sdp, now));
        }
    }

    void End(LegId id, LegCause why)
    {
        if (!_legs.TryGetValue(id, out var leg))
        {
            return;
        }

        if (leg is { Referral: { } referral, Session: { } waits } && why is LegCause.Normal)
        {
            _referrers[id] = (waits, referral); // its dialog ends when it has been told how the transfer went (RFC 5589 §6.1)
            Forget(leg);
            return;
        }

        foreach (var session in leg.Sessions)
        {
            if (leg is { IsIncoming: true, IsAnswered: false } && why is not LegCause.Normal)
            {
                var status = why.SipStatus();
                TimeSpan? retryAfter = status is 503 ? RetryAfter : null;
                sip.Do((agent, now) => agent.Refuse(session, status, now, ReasonOf(why), retryAfter));
            }
            else
            {
                HangUp(session, ReasonOf(why));
            }
        }

        Forget(leg);
    }

    static NameAddress Shown(ShownCaller caller, string host, string user) =>
        new(new SipUri(host, user.Length > 0 ? user : "anonymous"), caller.Name.Length > 0 ? caller.Name : null);
}
