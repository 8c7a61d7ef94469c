using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.UserAgents;

/// <summary>Changing a session that exists, from either side: re-INVITE (RFC 3261 §14) and UPDATE (RFC 3311).</summary>
sealed partial class InviteSession
{
    IncomingOffer? _incomingOffer;
    ServerTransaction? _offeredIn;
    ReadOnlyMemory<byte>? _queuedOffer;
    bool _isOffering;
    DateTimeOffset? _retryOfferAt;
    int _offerTries;
    ReadOnlyMemory<byte> _localSdp;
    ReadOnlyMemory<byte> _remoteSdp;
    bool _peerAllowsUpdate;
    (PendingRequest Invite, SuccessAck Ack)? _lastReinvite;

    /// <summary>An offer came in a response: the application's answer goes where <paramref name="offer"/> says.</summary>
    public void Receive(IncomingOffer offer) => _incomingOffer = offer;

    /// <summary>An offer, or the wish for one, in a request: re-INVITE, UPDATE or PRACK.</summary>
    public void ReceiveOffer(ServerTransaction transaction, Dialog dialog)
    {
        _offeredIn = transaction;
        _incomingOffer = new IncomingOffer(
            (sdp, now) => AcceptOffer(transaction, dialog, sdp, now),
            (status, _) => _core.Respond(transaction, status)
        );
        _core.Emit(new SipEvent.Offered(Id, transaction.Request));
    }

    /// <summary>A negotiation came to its end: what waited may go.</summary>
    public void Settled(DateTimeOffset now)
    {
        if (_queuedOffer is { } sdp && CanOffer)
        {
            SendOffer(sdp);
        }
    }

    /// <summary>One offer at a time, and none while another request of ours or theirs changes the session (RFC 3264 §4, RFC 3261 §14.1).</summary>
    bool CanOffer =>
        IsEstablished && !_isAway && _success is null && _incomingOffer is null && !_isOffering && !_isRefreshing && _retryOfferAt is null;

    void HandleReinvite(ServerTransaction transaction, DateTimeOffset now)
    {
        if (_success is { CarriesOffer: false })
        {
            Confirm(null, now); // who goes on has seen our 2xx, wherever its ACK is
        }

        if (!IsEstablished || _isOffering || _success is not null)
        {
            _core.Respond(transaction, 491); // §14.2
        }
        else if (_incomingOffer is not null)
        {
            RespondLater(transaction);
        }
        else if (Timing.Refusal(transaction) is { } tooSmall)
        {
            _core.Respond(transaction, tooSmall);
        }
        else
        {
            Learn(transaction.Request);
            Dialog!.Refresh(transaction.Request);
            _core.Respond(transaction, 100);
            ReceiveOffer(transaction, Dialog);
        }
    }

    void HandleUpdate(ServerTransaction transaction, Dialog dialog, DateTimeOffset now)
    {
        var request = transaction.Request;
        if (Timing.Refusal(transaction) is { } tooSmall)
        {
            _core.Respond(transaction, tooSmall);
        }
        else if (!SessionDescription.IsIn(request))
        {
            dialog.Refresh(request);
            AcceptOffer(transaction, dialog, default, now);
        }
        else if (_isOffering || (!IsEstablished && _outgoing?.IsOfferOpen(dialog) == true))
        {
            _core.Respond(transaction, 491); // RFC 3311 §5.2: our own offer has no answer yet
        }
        else if (_incomingOffer is not null || (!IsEstablished && _incoming is { IsNegotiated: false }))
        {
            RespondLater(transaction); // RFC 3311 §5.2: theirs has none
        }
        else
        {
            dialog.Refresh(request);
            ReceiveOffer(transaction, dialog);
        }
    }

    void AcceptOffer(ServerTransaction transaction, Dialog dialog, ReadOnlyMemory<byte> sdp, DateTimeOffset now)
    {
        var request = transaction.Request;
        var response = SipResponse.For(request, 200, transaction.ToTag);
        SessionDescription.Put(response, sdp);
        if (!sdp.IsEmpty)
        {
            _localSdp = sdp;
        }

        if (request.Method != SipMethod.Prack)
        {
            response.Headers.Add("Contact", new NameAddress(dialog.Contact));
            Extensions.AddTo(response);
        }

        if (IsEstablished && request.Method != SipMethod.Prack)
        {
            Timing.Agree(request, response, now);
        }

        if (request.IsInvite)
        {
            _success = new UnacknowledgedSuccess(_core, this, transaction, response, now)
            {
                CarriesOffer = !SessionDescription.IsIn(request),
            };
        }
        else
        {
            _core.Respond(transaction, response);
            Settled(now);
        }
    }

    /// <summary>RFC 3261 §14.2, RFC 3311 §5.2: 500, to be tried again in up to 10 s.</summary>
    void RespondLater(ServerTransaction transaction)
    {
        var response = SipResponse.For(transaction.Request, 500, transaction.ToTag);
        response.Headers.Add("Retry-After", (long)_core.Tokens.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)).TotalSeconds);
        _core.Respond(transaction, response);
    }

    void SendOffer(ReadOnlyMemory<byte> sdp)
    {
        _queuedOffer = null;
        var invite = Dialog!.Request(SipMethod.Invite);
        Extensions.AddTo(invite);
        // A reliable provisional response to a re-INVITE helps nobody, and would have to be acknowledged.
        invite.Headers.Set("Supported", Extensions.SupportedWithin);
        Timing.AddTo(invite);
        SendOffer(invite, sdp);
    }

    void SendOffer(SipRequest invite, ReadOnlyMemory<byte> sdp)
    {
        _isOffering = true;
        SessionDescription.Put(invite, sdp);
        Send(invite, (PendingRequest pending, in RequestAnswer answer, DateTimeOffset now) => HandleOfferAnswer(pending, answer, sdp, now));
    }

    void HandleOfferAnswer(PendingRequest pending, in RequestAnswer answer, ReadOnlyMemory<byte> sdp, DateTimeOffset now)
    {
        if (answer.IsProvisional)
        {
            return;
        }

        if (answer.IsSuccess)
        {
            Acknowledge(pending, answer.Response!, sdp, now);
            return;
        }

        var wasRefreshing = _isRefreshing;
        (_isOffering, _isRefreshing) = (false, false);
        if (IsOver)
        {
            return;
        }

        if (IsToComeBack(answer, sdp, now))
        {
            return;
        }

        if (answer.Failure is not null || answer.EndsTheDialog)
        {
            Abandon(EndCause.PeerGone, GoneReason(answer), now);
        }
        else if (answer.Status == 422 && _offerTries++ == 0)
        {
            var again = Dialog!.Request(SipMethod.Invite);
            Extensions.AddTo(again);
            Timing.Lengthen(SessionExpires.Minimum(answer.Response!));
            Timing.AddTo(again);
            SendOffer(again, sdp);
        }
        else if (WaitBeforeRetry(answer) is { } wait && _offerTries++ < MostOfferTries)
        {
            _queuedOffer ??= sdp;
            _retryOfferAt = now + wait;
        }
        else
        {
            _offerTries = 0;
            // Whoever answers within the dialog is there: the session lives on as it was.
            Timing.Renew(now);
            if (!wasRefreshing)
            {
                _core.Emit(new SipEvent.OfferRefused(Id, answer.Status));
            }

            Settled(now);
        }
    }

    void Acknowledge(PendingRequest pending, SipResponse response, ReadOnlyMemory<byte> sdp, DateTimeOffset now)
    {
        if (_lastReinvite is { } last && last.Invite == pending)
        {
            last.Ack.SendAgain();
            return;
        }

        if (_lastReinvite is { } earlier)
        {
            _core.Client.Forget(earlier.Invite);
        }

        Dialog!.Refresh(response);
        var ack = new SuccessAck(_core, Dialog, pending.Request);
        ack.Send(default);
        _lastReinvite = (pending, ack);
        (_isOffering, _offerTries, _device) = (false, 0, null);
        if (!IsOver)
        {
            // A refresh that changed nothing is nobody's news.
            var isNews = !_isRefreshing || !response.Body.Span.SequenceEqual(_remoteSdp.Span);
            _isRefreshing = false;
            Learn(response);
            _localSdp = sdp;
            Timing.AgreedByAnswer(response, now);
            if (isNews)
            {
                _core.Emit(new SipEvent.OfferAccepted(Id, response));
            }

            Settled(now);
        }
    }

    /// <summary>491 (§14.1): whoever owns the Call-ID waits longer, so that the two do not meet again. 500 and 503 say how long themselves.</summary>
    TimeSpan? WaitBeforeRetry(in RequestAnswer answer)
    {
        if (answer.Status == 491)
        {
            return _outgoing is not null
                ? _core.Tokens.Between(TimeSpan.FromSeconds(2.1), TimeSpan.FromSeconds(4))
                : _core.Tokens.Between(TimeSpan.Zero, TimeSpan.FromSeconds(2));
        }

        return
            answer is { Status: 500 or 503, Response: { } response } && response.Seconds("Retry-After") is { } seconds and <= MostRetryAfter
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    void HandleOfferDeadline(DateTimeOffset now)
    {
        if (_retryOfferAt <= now)
        {
            _retryOfferAt = null;
            Settled(now);
        }
    }

    void DropOffers()
    {
        _queuedOffer = null;
        _retryOfferAt = null;
        _incomingOffer = null;
        if (_offeredIn is { LastResponse: null or { IsFinal: false } } open)
        {
            _core.Respond(open, 487); // §15.1.2
        }

        _offeredIn = null;
    }

    void Learn(SipMessage message)
    {
        _peerAllowsUpdate = Extensions.Allows(message, SipMethod.Update);
        _remoteSdp = SessionDescription.IsIn(message) ? message.Body : _remoteSdp;
    }

    static SessionReason GoneReason(in RequestAnswer answer) => new("SIP", answer.Status, answer.Reason);

    const int MostOfferTries = 4;
    const int MostRetryAfter = 10;
}
