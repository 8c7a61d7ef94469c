using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.UserAgents;

/// <summary>The INVITE that somebody begins a session with, until we answer or refuse it (RFC 3261 §13.3), with provisional responses that arrive (RFC 3262 §3).</summary>
sealed class IncomingInvite
{
    readonly UserAgentCore _core;
    readonly InviteSession _session;
    readonly ServerTransaction _transaction;
    readonly Dialog _dialog;
    readonly bool _hasOffer;
    readonly Queue<Provisional> _waiting = new();
    readonly Retransmission _retransmission = Retransmission.OfProvisional();
    readonly DateTimeOffset? _expiresAt;
    uint _rseq;
    SipResponse? _unacknowledged;
    Provisional? _last;
    DateTimeOffset? _repeatAt;
    ReadOnlyMemory<byte>? _answer;
    bool _isSdpDelivered;
    bool _isFinal;

    public IncomingInvite(UserAgentCore core, InviteSession session, ServerTransaction transaction, Dialog dialog, DateTimeOffset now)
    {
        (_core, _session, _transaction, _dialog) = (core, session, transaction, dialog);
        _hasOffer = SessionDescription.IsIn(transaction.Request);
        _rseq = core.Tokens.FirstRSeq();
        // §13.3.1: after this the caller does not want to be answered any more.
        _expiresAt = transaction.Request.Expires is { } seconds and > 0 ? now + TimeSpan.FromSeconds(seconds) : null;
        core.Respond(transaction, 100);
    }

    /// <summary>A deadline passed.</summary>
    public void Handle(DateTimeOffset now)
    {
        if (_isFinal)
        {
            return;
        }

        if (_retransmission.HasFailed(now))
        {
            Conclude(504); // RFC 3262 §3
            _session.End(EndCause.ProvisionalNotAcknowledged);
        }
        else if (_expiresAt <= now)
        {
            Conclude(487);
            _session.End(EndCause.Cancelled);
        }
        else if (_retransmission.IsDue(now))
        {
            _core.Respond(_transaction, _unacknowledged!);
        }
        else if (_repeatAt <= now)
        {
            _repeatAt = null;
            Send(_last!.Value, now);
        }
    }

    public void HandleCancel(SipRequest cancel)
    {
        if (!_isFinal)
        {
            Conclude(487);
            _session.End(EndCause.Cancelled, ReasonHeader.Of(cancel));
        }
    }

    /// <summary>RFC 3262 §3.</summary>
    public void HandlePrack(ServerTransaction transaction, DateTimeOffset now)
    {
        var prack = transaction.Request;
        if (
            _unacknowledged is not { } response
            || ReliableProvisional.ReadRAck(prack) is not { } rack
            || rack.RSeq != ReliableProvisional.RSeqOf(response)
            || rack.CSeq != _transaction.Request.CSeq.Number
        )
        {
            _core.Respond(transaction, 481);
            return;
        }

        _retransmission.Stop();
        _unacknowledged = null;
        _isSdpDelivered |= SessionDescription.IsIn(response);
        if (!SessionDescription.IsIn(prack))
        {
            _core.Respond(transaction, 200);
        }
        else if (_hasOffer)
        {
            _session.ReceiveOffer(transaction, _dialog); // a second round, in the PRACK itself (RFC 3262 §5)
        }
        else
        {
            _core.Respond(transaction, 200);
            _core.Emit(new SipEvent.OfferAccepted(_session.Id, prack));
        }

        SendNext(now);
    }

    public void Provide(int status, ReadOnlyMemory<byte> sdp, DateTimeOffset now)
    {
        if (_isFinal || _answer is not null)
        {
            return;
        }

        _last = new Provisional(status, sdp);
        Send(_last.Value, now);
    }

    public void Answer(ReadOnlyMemory<byte> sdp, DateTimeOffset now)
    {
        if (_isFinal || _answer is not null)
        {
            return;
        }

        _answer = sdp;
        _waiting.Clear();
        SendNext(now);
    }

    /// <summary>A final response that is no 2xx; once.</summary>
    public void Conclude(int status, SessionReason? reason = null, TimeSpan? retryAfter = null)
    {
        if (_isFinal)
        {
            return;
        }

        Settle();
        var response = SipResponse.For(_transaction.Request, status, _transaction.ToTag);
        if (reason is not null)
        {
            response.Headers.Add("Reason", reason.ToString());
        }

        if (retryAfter is { } wait)
        {
            response.Headers.Add("Retry-After", (long)wait.TotalSeconds);
        }

        if (status is 405 or 488)
        {
            response.Headers.Add("Accept", SessionDescription.ContentType);
        }

        _core.Respond(_transaction, response);
    }

    /// <summary>Nothing more is sent or awaited here.</summary>
    public bool IsFinished => _isFinal;

    /// <summary>Offer and answer are exchanged reliably: the caller may make the next offer (RFC 3311 §5.2).</summary>
    public bool IsNegotiated => _isSdpDelivered || (_isFinal && _session.IsEstablished);

    public SipRequest Request => _transaction.Request;

    public DateTimeOffset? NextTimeout => _isFinal ? null : Deadline.Earliest(_retransmission.NextTimeout, _repeatAt, _expiresAt);

    void Send(Provisional provisional, DateTimeOffset now)
    {
        // §13.3.1.1: said again every minute, so that no proxy on the way gives the call up.
        _repeatAt = now + RepeatInterval;
        var isReliable =
            Extensions.Requires(Request, Extensions.Reliable)
            || (!provisional.Sdp.IsEmpty && !_isSdpDelivered && Extensions.Supports(Request, Extensions.Reliable));
        if (!isReliable)
        {
            // RFC 3261 §13.2.1: an offer of ours may only go in a response that arrives.
            _core.Respond(_transaction, ResponseOf(_hasOffer ? provisional : provisional with { Sdp = default }));
        }
        else if (_unacknowledged is not null)
        {
            _waiting.Enqueue(provisional);
        }
        else
        {
            SendReliably(provisional, now);
        }
    }

    void SendReliably(Provisional provisional, DateTimeOffset now)
    {
        var response = ResponseOf(_isSdpDelivered ? provisional with { Sdp = default } : provisional);
        response.Headers.Add("Require", Extensions.Reliable);
        response.Headers.Add("RSeq", _rseq++);
        _unacknowledged = response;
        _core.Respond(_transaction, response);
        _retransmission.Start(now);
    }

    void SendNext(DateTimeOffset now)
    {
        if (_isFinal)
        {
            return;
        }

        if (_answer is { } sdp)
        {
            // RFC 3262 §3: no 2xx while a session description is on its way in a provisional response.
            if (_unacknowledged is null || !SessionDescription.IsIn(_unacknowledged))
            {
                Succeed(sdp, now);
            }
        }
        else if (_unacknowledged is null && _waiting.TryDequeue(out var next))
        {
            SendReliably(next, now);
        }
    }

    void Succeed(ReadOnlyMemory<byte> sdp, DateTimeOffset now)
    {
        Settle();
        var response = ResponseOf(new Provisional(200, _isSdpDelivered ? default : sdp));
        _session.Timing.Agree(Request, response, now);
        _session.Establish(_dialog, Request, now);
        _session.Await(
            new UnacknowledgedSuccess(_core, _session, _transaction, response, now)
            {
                BeganTheSession = true,
                CarriesOffer = !_hasOffer && !_isSdpDelivered,
            }
        );
    }

    SipResponse ResponseOf(Provisional provisional)
    {
        var response = SipResponse.For(Request, provisional.Status, _transaction.ToTag);
        response.Headers.Add("Contact", new NameAddress(UserAgentCore.Contact(Request.RequestUri.User)));
        Extensions.AddTo(response);
        SessionDescription.Put(response, provisional.Sdp);
        return response;
    }

    void Settle()
    {
        _isFinal = true;
        _retransmission.Stop();
        _unacknowledged = null;
        _waiting.Clear();
        _repeatAt = null;
    }

    readonly record struct Provisional(int Status, ReadOnlyMemory<byte> Sdp);

    static readonly TimeSpan RepeatInterval = TimeSpan.FromMinutes(1);
}
