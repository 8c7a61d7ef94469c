using ConnectMe.Media;
using ConnectMe.Sip;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Signalling;

/// <summary>What phones and trunks say.</summary>
internal sealed partial class SipLegs
{
    /// <summary>Takes in what is about a session of a call.</summary>
    public void Handle(SipEvent happened)
    {
        lock (_lock)
        {
            switch (happened)
            {
                case SipEvent.Invited invited:
                    Invited(invited);
                    break;
                case SipEvent.Progressed progressed when _sessions.TryGetValue(progressed.Session, out var leg):
                    Progressed(leg, progressed.Response);
                    break;
                case SipEvent.Answered answered when _sessions.TryGetValue(answered.Session, out var leg):
                    Answered(leg, answered);
                    break;
                case SipEvent.Answered late: // cancelled as it answered
                    HangUp(late.Session, reason: null);
                    break;
                case SipEvent.Confirmed confirmed when _sessions.TryGetValue(confirmed.Session, out var leg):
                    Confirmed(leg, confirmed.Ack);
                    break;
                case SipEvent.Failed failed when _sessions.TryGetValue(failed.Session, out var leg):
                    Failed(leg, failed);
                    break;
                case SipEvent.Ended ended when _sessions.TryGetValue(ended.Session, out var leg):
                    Ended(leg, ended);
                    break;
                case SipEvent.Offered offered when _sessions.TryGetValue(offered.Session, out var leg):
                    Offered(leg, offered);
                    break;
                case SipEvent.Offered late: // it handed its call on and waits to be told how that goes
                    sip.Do((agent, now) => agent.RefuseOffer(late.Session, 488, now));
                    break;
                case SipEvent.OfferAccepted accepted when _sessions.TryGetValue(accepted.Session, out var leg):
                    leg.WasOfferedByUs = false; // an ACK that comes later has nothing to say of it
                    Agreed(leg, media.AcceptAnswer(leg.Media.Value, TextOf(accepted.Message.Body)));
                    break;
                case SipEvent.OfferRefused refused when _sessions.TryGetValue(refused.Session, out var leg) && leg.IsReviving:
                    post.To(leg.Company, new SwitchboardInput.LegEnded(leg.Id, LegCause.Lost));
                    break;
                case SipEvent.Stored stored when _sessions.TryGetValue(stored.Session, out var leg):
                    Keep(leg, stored.What);
                    break;
                case SipEvent.DigitReceived digit when _sessions.TryGetValue(digit.Session, out var leg):
                    post.To(leg.Company, new SwitchboardInput.DigitReceived(leg.Media, digit.Digit));
                    break;
                case SipEvent.Referred referred:
                    Referred(referred);
                    break;
            }
        }
    }

    void Invited(SipEvent.Invited invited)
    {
        if (Incoming(invited) is not { } dialled || WhatFor(invited, dialled) is not { } input)
        {
            return;
        }

        var id = LegId.OfCaller(dialled.Call);
        var flow = invited.Source.Flow;
        var leg = new SipLeg(dialled.Company, id, dialled.From, id.Media, dialled.Options, flow.Local.Address, isIncoming: true)
        {
            Session = invited.Session,
            WasOfferedByUs = invited.Request.Body.IsEmpty,
        };
        if (Describe(leg, invited.Request) is LegAnswer.Refused refused)
        {
            Refuse(invited.Session, StatusOf(refused));
            return;
        }

        Add(leg);
        Add(leg, invited.Session);
        ladders.Belongs(invited.Request.CallId, leg.Company, dialled.Call);
        post.To(leg.Company, input);
    }

    /// <summary>Who calls whom; null when it was refused.</summary>
    Dialled? Incoming(SipEvent.Invited invited)
    {
        var call = new CallId(Guid.CreateVersion7());
        var request = invited.Request;
        switch (invited.Source)
        {
            case SipSource.FromDevice source when directory.State.Devices.TryGetValue(source.Account.Id, out var device):
                return new Dialled(
                    call,
                    device.Company,
                    new Endpoint.Phone(new DeviceId(device.Device.Id), device.Owner),
                    "",
                    request.Headers["Privacy"]?.Contains("id", StringComparison.OrdinalIgnoreCase) == true,
                    request.RequestUri.User ?? "",
                    new LegOptions
                    {
                        Encryption = device.Device.RequiresSrtp ? MediaEncryption.Required : MediaEncryption.WhenOffered,
                        SignalledFrom = source.Flow.Remote.Address,
                    }
                );
            case SipSource.FromTrunk source
                when TrunkCalls.Find(
                    [.. directory.State.TrunksAt(source.Flow.Remote.Address)],
                    request.RequestUri.User,
                    request.To.Uri.User
                )
                    is var (trunk, called):
                var caller = invited.Caller!.Address;
                return new Dialled(
                    call,
                    trunk.Company,
                    new Endpoint.Trunk(new TrunkId(trunk.Trunk.Id), caller.Uri.User ?? ""),
                    caller.DisplayName ?? "",
                    invited.Caller.IsPrivate,
                    called,
                    TrunkCalls.MediaOf(trunk.Trunk.Settings)
                );
            default:
                Refuse(invited.Session, 403);
                return null;
        }
    }

    void Progressed(SipLeg leg, SipResponse response)
    {
        ladders.Belongs(response.CallId, leg.Company, leg.Id.Call);
        if (!response.Body.IsEmpty && !leg.HasEarlyMedia && leg.Sessions.Count == 1)
        {
            leg.HasEarlyMedia = media.AcceptAnswer(leg.Media.Value, TextOf(response.Body)) is LegAnswer.Accepted;
            if (leg.HasEarlyMedia)
            {
                media.StartStream(leg.Media.Value);
                post.To(leg.Company, new SwitchboardInput.LegProgress(leg.Id));
                return;
            }
        }

        SwitchboardInput input = response.StatusCode is 180
            ? new SwitchboardInput.LegRinging(leg.Id)
            : new SwitchboardInput.LegTrying(leg.Id);
        post.To(leg.Company, input);
    }

    void Answered(SipLeg leg, SipEvent.Answered answered)
    {
        ladders.Belongs(answered.Response.CallId, leg.Company, leg.Id.Call);
        if (leg.IsAnswered)
        {
            HangUp(answered.Session, SessionReason.AnsweredElsewhere); // two answered at once: the first has it
            return;
        }

        // A 2xx may leave out what its 183 has said already (RFC 3261 §13.2.1).
        var isSame = leg.HasEarlyMedia && answered.Response.Body.IsEmpty;
        if (!isSame && media.AcceptAnswer(leg.Media.Value, TextOf(answered.Response.Body)) is LegAnswer.Refused refused)
        {
            log.AnswerNotAcceptable(leg.Endpoint.Kind, refused.Reason);
            HangUp(answered.Session, reason: null);
            Forget(leg, answered.Session);
            FailWhenLast(leg, LegCause.NotAllowed, 488);
            return;
        }

        leg.IsAnswered = true;
        leg.Session = answered.Session;
        foreach (var other in leg.Sessions.Where(other => other != answered.Session).ToList())
        {
            HangUp(other, SessionReason.AnsweredElsewhere);
            Forget(leg, other);
        }

        media.StartStream(leg.Media.Value);
        post.To(leg.Company, new SwitchboardInput.LegAnswered(leg.Id));
    }

    /// <summary>After a delayed offer the ACK has the answer (RFC 3261 §13.2.1); without one there is nothing to talk over.</summary>
    void Confirmed(SipLeg leg, SipRequest? ack)
    {
        if (!leg.WasOfferedByUs)
        {
            return;
        }

        leg.WasOfferedByUs = false;
        if (media.AcceptAnswer(leg.Media.Value, ack is null ? "" : TextOf(ack.Body)) is LegAnswer.Refused refused)
        {
            log.AnswerNotAcceptable(leg.Endpoint.Kind, refused.Reason);
            post.To(leg.Company, new SwitchboardInput.LegEnded(leg.Id, LegCause.Lost));
        }
    }

    void Failed(SipLeg leg, SipEvent.Failed failed)
    {
        Forget(leg, failed.Session);
        var cause = failed.Cause switch
        {
            FailureCause.Timeout or FailureCause.Transport => LegCause.Timeout,
            _ => LegCauses.OfSipStatus(failed.Status),
        };
        if (cause is LegCause.Timeout && leg.Endpoint is Endpoint.Trunk trunk)
        {
            sip.Do((agent, now) => agent.Suspect(trunk.Id.Value, now)); // is it there at all? Asked now, not at its next turn
        }

        FailWhenLast(leg, cause, failed.Status);
    }

    /// <summary>The leg lives while one of its sessions may still answer; that a person declined or is busy counts for all of them.</summary>
    void FailWhenLast(SipLeg leg, LegCause cause, int status)
    {
        if (leg.Sessions.Count == 0)
        {
            post.To(leg.Company, new SwitchboardInput.LegFailed(leg.Id, cause, status));
        }
    }

    void Ended(SipLeg leg, SipEvent.Ended ended)
    {
        Forget(leg, ended.Session);
        if (leg.Sessions.Count > 0)
        {
            return;
        }

        var cause = ended.Cause switch
        {
            EndCause.Expired or EndCause.PeerGone or EndCause.NotAcknowledged or EndCause.ProvisionalNotAcknowledged => LegCause.Lost,
            _ => LegCause.Normal,
        };
        post.To(leg.Company, new SwitchboardInput.LegEnded(leg.Id, cause));
    }

    /// <summary>A re-INVITE or UPDATE: hold, other codecs, another address.</summary>
    void Offered(SipLeg leg, SipEvent.Offered offered)
    {
        var session = offered.Session;
        var described = Describe(leg, offered.Message);
        if (described is LegAnswer.Refused refused)
        {
            var status = StatusOf(refused);
            sip.Do((agent, now) => agent.RefuseOffer(session, status, now));
            return;
        }

        var sdp = leg.Sdp;
        sip.Do((agent, now) => agent.Accept(session, sdp, now));
        if (described is LegAnswer.Accepted accepted && accepted.IsHeld != leg.IsHeldThere)
        {
            leg.IsHeldThere = accepted.IsHeld;
            post.To(leg.Company, accepted.IsHeld ? new SwitchboardInput.LegHeld(leg.Id) : new SwitchboardInput.LegResumed(leg.Id));
        }
    }

    /// <summary>Our answer to what the message offers, or our offer when it has none: left in <see cref="SipLeg.Sdp"/>.</summary>
    /// <returns>Null for an offer of ours.</returns>
    LegAnswer? Describe(SipLeg leg, SipMessage message)
    {
        if (message.Body.IsEmpty)
        {
            leg.Sdp = BytesOf(media.OfferLeg(leg.Media.Value, leg.ReachedAt, leg.Options) ?? "");
            return leg.Sdp.IsEmpty ? new LegAnswer.Refused("no port is free", LegRefusal.NoPort) : null;
        }

        var answer = media.AnswerLeg(leg.Media.Value, TextOf(message.Body), leg.ReachedAt, leg.Options);
        if (answer is LegAnswer.Accepted accepted)
        {
            leg.Sdp = BytesOf(accepted.Sdp);
        }

        return answer;
    }

    void Refuse(SessionId session, int status) =>
        sip.Do((agent, now) => agent.Refuse(session, status, now, reason: null, status is 503 ? RetryAfter : null));

    static int StatusOf(LegAnswer.Refused refused) =>
        refused.Kind switch
        {
            LegRefusal.Malformed => 400,
            LegRefusal.NoPort => 503,
            _ => 488,
        };

    sealed record Dialled(
        CallId Call,
        Kernel.CompanyId Company,
        Endpoint From,
        string Name,
        bool Anonymous,
        string Target,
        LegOptions Options
    );
}
