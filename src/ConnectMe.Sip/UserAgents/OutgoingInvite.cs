using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// The INVITE that begins a session of ours (RFC 3261 §13.2). It may reach several phones at once: the first that answers has the call, whoever
/// answers later is thanked and hung up on (§13.2.2.4).
/// </summary>
sealed class OutgoingInvite
{
    readonly UserAgentCore _core;
    readonly InviteSession _session;
    readonly InvitePlan _plan;
    readonly Dictionary<string, EarlyDialog> _early = [];
    readonly Dictionary<string, SuccessAck> _acks = [];
    PendingRequest _request;
    DateTimeOffset? _connectBy;
    DateTimeOffset? _forgetAt;
    uint _sequence;
    bool _isGivenUp;
    bool _isDone;
    bool _isRetried;

    public OutgoingInvite(UserAgentCore core, InviteSession session, InvitePlan plan, DateTimeOffset now)
    {
        (_core, _session, _plan) = (core, session, plan);
        _sequence = core.Tokens.FirstSequence();
        _connectBy = now + plan.ConnectTimeout;
        var invite = InviteRequest.Of(plan, core, session.Timing, _sequence);
        _request = core.Client.Send(invite, InviteRequest.TargetOf(plan), session, () => ++_sequence, Handle);
    }

    /// <summary>A deadline passed.</summary>
    public void Handle(DateTimeOffset now)
    {
        if (_connectBy <= now)
        {
            GiveUp(null);
            _session.Fail(FailureCause.Timeout, 408, StatusCodes.Phrase(408));
        }

        if (_forgetAt <= now)
        {
            Finish();
        }
    }

    /// <summary>Cancels it. Whoever answers all the same is hung up on.</summary>
    public void GiveUp(SessionReason? reason)
    {
        if (_isGivenUp || _isDone || _forgetAt is not null)
        {
            return;
        }

        (_isGivenUp, _connectBy, _request.IsAbandoned) = (true, null, true);
        _core.Client.Cancel(_request, reason);
    }

    /// <summary>Nothing more can come of it.</summary>
    public bool IsFinished => _isDone;

    /// <summary>Our offer has no answer yet that the other side could not take back.</summary>
    public bool IsOfferOpen(Dialog dialog) =>
        _forgetAt is null && !(_early.TryGetValue(dialog.Id.RemoteTag, out var early) && early.IsAnswered);

    public DateTimeOffset? NextTimeout => _isDone ? null : _connectBy ?? _forgetAt;

    void Handle(PendingRequest request, in RequestAnswer answer, DateTimeOffset now)
    {
        _request = request;
        if (_isDone)
        {
            return;
        }

        if (answer.IsProvisional)
        {
            Progress(answer.Response!, now);
        }
        else if (answer.IsSuccess)
        {
            Succeed(answer.Response!, now);
        }
        else
        {
            Fail(answer);
        }
    }

    void Progress(SipResponse response, DateTimeOffset now)
    {
        _connectBy = null;
        if (response.StatusCode == 100 || _isGivenUp || _forgetAt is not null)
        {
            return;
        }

        if (response.To.Tag is { } tag)
        {
            if (EarlyDialogOf(tag, response) is not { } early || (ReliableProvisional.IsIn(response) && !Acknowledge(early, response)))
            {
                return;
            }
        }

        _core.Emit(new SipEvent.Progressed(_session.Id, response));
    }

    /// <summary>False for a reliable response that came before, or out of order (RFC 3262 §4).</summary>
    bool Acknowledge(EarlyDialog early, SipResponse response)
    {
        if (!early.Accepts(response))
        {
            return false;
        }

        var prack = early.Dialog.Request(SipMethod.Prack);
        prack.Headers.Add("RAck", ReliableProvisional.RAckOf(response));
        var carriesSdp = SessionDescription.IsIn(response);
        if (carriesSdp && _plan.Sdp.IsEmpty && !early.IsAnswered)
        {
            // RFC 3262 §5: an offer in a reliable provisional response is answered in the PRACK.
            _session.Receive(
                new IncomingOffer(
                    (sdp, _) =>
                    {
                        SessionDescription.Put(prack, sdp);
                        _core.Send(prack, early.Dialog, _session, static (_, in _, _) => { });
                    },
                    (_, now) => _session.HangUp(null, now)
                )
            );
        }
        else
        {
            _core.Send(prack, early.Dialog, _session, static (_, in _, _) => { });
        }

        early.IsAnswered |= carriesSdp;
        return true;
    }

    EarlyDialog? EarlyDialogOf(string tag, SipResponse response)
    {
        if (!_early.TryGetValue(tag, out var early) && _early.Count < MostForks)
        {
            _early[tag] = early = new EarlyDialog(DialogOf(response));
            _core.Add(early.Dialog, _session);
        }

        return early;
    }

    void Succeed(SipResponse response, DateTimeOffset now)
    {
        _connectBy = null;
        var tag = response.To.Tag ?? "";
        if (_acks.TryGetValue(tag, out var known))
        {
            known.SendAgain(); // our ACK was lost (§13.2.2.4)
            return;
        }

        if (_acks.Count >= MostForks)
        {
            return;
        }

        _early.Remove(tag, out var early);
        var dialog = early?.Dialog ?? DialogOf(response);
        dialog.Confirm(response);
        var ack = new SuccessAck(_core, dialog, _request.Request);
        var isFirst = _forgetAt is null && !_isGivenUp;
        _acks.Add(tag, ack);
        _forgetAt ??= now + SipTimers.Default.Timeout;
        if (isFirst)
        {
            DropEarlyDialogs();
            Establish(dialog, ack, response, isAnswered: early is { IsAnswered: true }, now);
        }
        else
        {
            ack.Send(default);
            _core.Remove(dialog);
            _core.Send(dialog.Request(SipMethod.Bye), dialog, _session, static (_, in _, _) => { });
        }
    }

    void Establish(Dialog dialog, SuccessAck ack, SipResponse response, bool isAnswered, DateTimeOffset now)
    {
        _session.Establish(dialog, response, now);
        _session.Timing.AgreedByAnswer(response, now);
        if (_plan.Sdp.IsEmpty && !isAnswered && SessionDescription.IsIn(response))
        {
            _session.Receive(
                new IncomingOffer(
                    (sdp, at) =>
                    {
                        ack.Send(sdp);
                        _session.Settled(at);
                    },
                    (_, at) =>
                    {
                        ack.Send(default); // §13.2.2.4: there is no way to refuse but to hang up
                        _session.HangUp(null, at);
                    },
                    () => ack.Send(default)
                )
            );
        }
        else
        {
            ack.Send(default);
        }

        _core.Emit(new SipEvent.Answered(_session.Id, response));
    }

    void Fail(in RequestAnswer answer)
    {
        if (!_isGivenUp && !_isRetried && answer is { Status: 422, Response: { } tooSmall })
        {
            TryAgainWithLongerInterval(tooSmall);
            return;
        }

        Finish();
        _session.Fail(CauseOf(answer), answer.Status, answer.Reason);
    }

    /// <summary>RFC 4028 §7.3.</summary>
    void TryAgainWithLongerInterval(SipResponse tooSmall)
    {
        _isRetried = true;
        DropEarlyDialogs();
        var again = _request.Request.Copy();
        again.CSeq = new CSeq(++_sequence, SipMethod.Invite);
        again.Headers.Remove("Via");
        _session.Timing.Lengthen(SessionExpires.Minimum(tooSmall));
        _session.Timing.AddTo(again);
        _request = _core.Client.Send(again, _request.Target, _session, () => ++_sequence, Handle);
    }

    static FailureCause CauseOf(in RequestAnswer answer) =>
        answer.Failure switch
        {
            null => FailureCauses.Of(answer.Status),
            TransactionFailure.Timeout => FailureCause.Timeout,
            TransactionFailure.Overload => FailureCause.Unavailable,
            _ => FailureCause.Transport,
        };

    void Finish()
    {
        _isDone = true;
        DropEarlyDialogs();
        _core.Client.Forget(_request);
    }

    void DropEarlyDialogs()
    {
        foreach (var early in _early.Values)
        {
            _core.Remove(early.Dialog);
        }

        _early.Clear();
    }

    Dialog DialogOf(SipResponse response) =>
        Dialog.OfResponse(
            _request.Request,
            response,
            _request.Request.Contacts[0].Uri,
            _request.Transaction!.Flow,
            isSymmetric: _plan.Trunk is null
        );

    /// <summary>Of one INVITE; a proxy that forks to more is not right in the head, or means harm.</summary>
    const int MostForks = 16;
}
