using ConnectMe.Sip;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Phones that hand calls on: REFER (RFC 3515, 5589) and Replaces (RFC 3891).</summary>
internal sealed partial class SipLegs
{
    void Referred(SipEvent.Referred referred)
    {
        if (WhyNotReferred(referred, out var leg, out var other) is { } status)
        {
            sip.Do((agent, _) => agent.RefuseReferral(referred.Session, referred.Referral, status));
            return;
        }

        leg!.Referral = referred.Referral;
        sip.Do((agent, _) => agent.AcceptReferral(referred.Session, referred.Referral));
        var (onward, recall) = (NewCall(), NewCall());
        SwitchboardInput input = other is null
            ? new SwitchboardInput.LegTransferred(leg.Id, leg.Endpoint, referred.Target.User ?? "", onward, recall)
            : new SwitchboardInput.LegsConnected(leg.Id, leg.Endpoint, other.Id, onward, recall);
        post.To(leg.Company, input);
    }

    /// <summary>A phone hands on its own calls, and none of anybody else; a provider none at all: the company would pay.</summary>
    int? WhyNotReferred(SipEvent.Referred referred, out SipLeg? leg, out SipLeg? other)
    {
        other = null;
        if (!_sessions.TryGetValue(referred.Session, out leg))
        {
            return 481;
        }

        if (leg.Endpoint is not Endpoint.Phone phone)
        {
            return 403;
        }

        if (leg.Referral is not null)
        {
            return 491; // one at a time
        }

        if (referred.Replaces is not { } replaces)
        {
            return null;
        }

        return !_sessions.TryGetValue(replaces, out other) || other.Company != leg.Company ? 481
            : other.Endpoint is Endpoint.Phone there && there.Owner == phone.Owner ? null
            : 403;
    }

    /// <summary>What an INVITE asks: to call somebody, or to take the place of a leg; null when that was refused.</summary>
    SwitchboardInput? WhatFor(SipEvent.Invited invited, Dialled dialled)
    {
        if (invited.Replaces is not { } replaced)
        {
            return new SwitchboardInput.SipDialled(dialled.Call, dialled.From, dialled.Name, dialled.Anonymous, dialled.Target);
        }

        if (!_sessions.TryGetValue(replaced, out var leg) || leg.Company != dialled.Company)
        {
            Refuse(invited.Session, 481);
            return null;
        }

        if (dialled.From is not Endpoint.Phone phone)
        {
            Refuse(invited.Session, 403);
            return null;
        }

        return new SwitchboardInput.LegReplaced(dialled.Call, phone, leg.Id);
    }

    void Tell(SwitchboardEffect.TellTransferor tell)
    {
        var status = tell.Stage switch
        {
            TransferStage.Rings => 180,
            TransferStage.Done => 200,
            _ => tell.Why.SipStatus(),
        };
        if (_referrers.TryGetValue(tell.Leg, out var left))
        {
            sip.Do((agent, _) => agent.ReportReferral(left.Session, left.Referral, status));
            if (tell.Stage is not TransferStage.Rings)
            {
                _referrers.Remove(tell.Leg);
                HangUp(left.Session, reason: null);
            }
        }
        else if (_legs.TryGetValue(tell.Leg, out var leg) && leg is { Referral: { } referral, Session: { } session })
        {
            sip.Do((agent, _) => agent.ReportReferral(session, referral, status));
            leg.Referral = tell.Stage is TransferStage.Rings ? referral : null;
        }
    }

    static CallId NewCall() => new(Guid.CreateVersion7());
}
