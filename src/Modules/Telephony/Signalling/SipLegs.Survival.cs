using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Survival;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Legs that outlive the process: kept as their dialogs change, and taken up by the run after.</summary>
internal sealed partial class SipLegs
{
    readonly Dictionary<LegId, KeptLeg> _expected = [];

    /// <summary>What the run before had in calls.</summary>
    public void Expect(IEnumerable<KeptLeg> legs)
    {
        lock (_lock)
        {
            foreach (var leg in legs)
            {
                _expected[leg.Leg] = leg;
            }
        }
    }

    /// <summary>Of calls that do not go on: who is there still is told.</summary>
    public void EndAllBut(IReadOnlySet<LegId> survivors)
    {
        lock (_lock)
        {
            foreach (var leg in _expected.Values.Where(leg => !survivors.Contains(leg.Leg)).ToList())
            {
                _expected.Remove(leg.Leg);
                kept.Drop(leg.Leg);
                var session = new SessionId(Guid.CreateVersion7());
                var call = new RestoredCall(leg.Dialog, leg.Company.Value, TrunkOf(leg), AccountOf(leg), Sdp: default);
                var reason = ReasonOf(LegCause.Unavailable);
                sip.Do(
                    (agent, now) =>
                    {
                        if (agent.Restore(session, call, now))
                        {
                            agent.HangUp(session, now, reason);
                        }
                    }
                );
            }
        }
    }

    void Keep(SipLeg leg, StoredSession stored) =>
        kept.Keep(
            new KeptLeg(
                leg.Company,
                leg.Id,
                leg.Endpoint,
                stored with
                {
                    Sdp = "",
                },
                keys.Seal(LegPast.Of(stored.Sdp)),
                leg.ReachedAt.ToString(),
                leg.Options.SignalledFrom?.ToString(),
                leg.IsIncoming
            )
        );

    void Revive(CompanyId company, SwitchboardEffect.ReviveLeg revive)
    {
        if (
            !_expected.Remove(revive.Leg, out var known)
            || known.Company != company
            || OptionsOf(known) is not { } options
            || !IPAddress.TryParse(known.ReachedAt, out var reachedAt)
            || media.OfferLeg(revive.Media.Value, reachedAt, options, keys.Open(known.Past)) is not { } offer
        )
        {
            post.To(company, new SwitchboardInput.LegEnded(revive.Leg, LegCause.Lost));
            return;
        }

        var session = new SessionId(Guid.CreateVersion7());
        var leg = new SipLeg(company, revive.Leg, revive.Endpoint, revive.Media, options, reachedAt, known.IsIncoming)
        {
            Session = session,
            IsAnswered = true,
            IsReviving = true,
            IsHeldThere = revive.HeldThere,
        };
        Add(leg);
        Add(leg, session);
        ladders.Belongs(known.Dialog.CallId, company, revive.Leg.Call);
        var call = new RestoredCall(known.Dialog, company.Value, TrunkOf(known), AccountOf(known), BytesOf(offer));
        var isSent = sip.Do(
            (agent, now) =>
            {
                if (!agent.Restore(session, call, now))
                {
                    post.To(company, new SwitchboardInput.LegEnded(revive.Leg, LegCause.Lost));
                }
            }
        );
        if (!isSent)
        {
            post.To(company, new SwitchboardInput.LegEnded(revive.Leg, LegCause.Lost));
        }
    }

    /// <summary>Of an offer that revives the leg the answer says whether there is something to talk over.</summary>
    void Agreed(SipLeg leg, LegAnswer answer)
    {
        if (!leg.IsReviving)
        {
            return;
        }

        leg.IsReviving = false;
        if (answer is not LegAnswer.Accepted accepted)
        {
            post.To(leg.Company, new SwitchboardInput.LegEnded(leg.Id, LegCause.Lost));
            return;
        }

        post.To(leg.Company, new SwitchboardInput.LegRevived(leg.Id));
        if (accepted.IsHeld != leg.IsHeldThere)
        {
            leg.IsHeldThere = accepted.IsHeld;
            post.To(leg.Company, accepted.IsHeld ? new SwitchboardInput.LegHeld(leg.Id) : new SwitchboardInput.LegResumed(leg.Id));
        }
    }

    /// <summary>Null when the device or the trunk is no more.</summary>
    LegOptions? OptionsOf(KeptLeg leg) =>
        leg.Endpoint switch
        {
            Endpoint.Phone phone when directory.State.Devices.TryGetValue(phone.Device.Value, out var device) => new LegOptions
            {
                Encryption = device.Device.RequiresSrtp ? MediaEncryption.Required : MediaEncryption.WhenOffered,
                SignalledFrom = IPAddress.TryParse(leg.SignalledFrom, out var from) ? from : null,
            },
            Endpoint.Trunk trunk when directory.State.Trunk(trunk.Id.Value) is { } known => TrunkCalls.MediaOf(known.Trunk.Settings),
            _ => null,
        };

    SipTrunk? TrunkOf(KeptLeg leg) => leg.Endpoint is Endpoint.Trunk trunk ? directory.State.Trunk(trunk.Id.Value)?.Sip : null;

    static Guid? AccountOf(KeptLeg leg) => leg.Endpoint is Endpoint.Phone phone ? phone.Device.Value : null;
}
