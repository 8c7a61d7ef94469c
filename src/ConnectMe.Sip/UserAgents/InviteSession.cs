using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// A call with one peer, from its INVITE to what is left on the wire after its end (RFC 3261 §13 to §15). For the application it is over with the one
/// <see cref="SipEvent.Failed"/> or <see cref="SipEvent.Ended"/>; it lives on until nothing is pending.
/// </summary>
sealed partial class InviteSession
{
    readonly UserAgentCore _core;
    readonly Referrals _referrals;
    OutgoingInvite? _outgoing;
    IncomingInvite? _incoming;
    UnacknowledgedSuccess? _success;
    bool _endsWhenConfirmed;
    SessionReason? _endReason;
    readonly Queue<SipRequest> _inTurn = new();
    bool _isTurnTaken;
    int _pendingRequests;

    InviteSession(UserAgentCore core, SessionId id, Guid tenant, SipTrunk? trunk)
    {
        (_core, Id, Tenant, Trunk) = (core, id, tenant, trunk);
        Timing = new SessionTiming(core.Options);
        core.LiveSessions++;
        _referrals = new Referrals(core, this);
    }

    public static InviteSession Placed(UserAgentCore core, SessionId id, InvitePlan plan, DateTimeOffset now)
    {
        var session = new InviteSession(core, id, plan.Tenant, plan.Trunk) { AccountId = plan.AccountId, _localSdp = plan.Sdp };
        session._outgoing = new OutgoingInvite(core, session, plan, now);
        return session;
    }

    public static InviteSession Received(
        UserAgentCore core,
        SessionId id,
        SipSource source,
        ServerTransaction transaction,
        DateTimeOffset now
    )
    {
        var session = new InviteSession(core, id, source.Tenant, (source as SipSource.FromTrunk)?.Trunk)
        {
            AccountId = (source as SipSource.FromDevice)?.Account.Id,
            Invitation = transaction,
        };
        var dialog = Dialog.OfRequest(
            transaction.Request,
            transaction.ToTag,
            UserAgentCore.Contact(transaction.Request.RequestUri.User),
            source.Flow,
            isSymmetric: session.Trunk is null,
            core.Tokens.FirstSequence()
        );
        session.Dialog = dialog;
        core.Add(dialog, session);
        session.Learn(transaction.Request);
        session._incoming = new IncomingInvite(core, session, transaction, dialog, now);
        return session;
    }

    /// <summary>A deadline passed.</summary>
    public void Handle(DateTimeOffset now)
    {
        _outgoing?.Handle(now);
        _incoming?.Handle(now);
        _success?.Handle(now);
        HandleOfferDeadline(now);
        HandleSessionTimer(now);
        HandleAbsence(now);
    }

    /// <summary>The ACK of a 2xx of ours.</summary>
    public void HandleAck(SipRequest ack, DateTimeOffset now)
    {
        if (_success is { } success && success.IsAcknowledgedBy(ack))
        {
            Confirm(ack, now);
        }
    }

    public void HandleCancel(SipRequest cancel) => _incoming?.HandleCancel(cancel);

    public SessionId Id { get; }

    public Guid Tenant { get; }

    /// <summary>The trunk at the other side; null for a device.</summary>
    public SipTrunk? Trunk { get; }

    /// <summary>The device at the other side; null for a trunk.</summary>
    public Guid? AccountId { get; private init; }

    /// <summary>What it began with, when the other side began it.</summary>
    public ServerTransaction? Invitation { get; private init; }

    /// <summary>Where <see cref="SessionDeadlines"/> has it.</summary>
    public SessionDeadlines.Entry? Queued { get; set; }

    /// <summary>With whom: of a call that we place null until somebody answers.</summary>
    public Dialog? Dialog { get; private set; }

    public SessionTiming Timing { get; }

    /// <summary>Answered, and not ended.</summary>
    public bool IsEstablished { get; private set; }

    /// <summary>The application has been told of its end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Nothing more will be sent or awaited.</summary>
    public bool IsFinished =>
        IsOver
        && !_isAway
        && _pendingRequests == 0
        && _success is null
        && _outgoing is null or { IsFinished: true }
        && _incoming is null or { IsFinished: true };

    public DateTimeOffset? NextTimeout =>
        Deadline.Earliest(
            _outgoing?.NextTimeout,
            _incoming?.NextTimeout,
            _success?.NextTimeout,
            _retryOfferAt,
            _isAway ? _awaitedUntil : null,
            IsEstablished ? Timing.NextTimeout : null
        );

    /// <summary>It came about: from here on there is one dialog (§13.2.2.4, §13.3.1.4).</summary>
    public void Establish(Dialog dialog, SipMessage answer, DateTimeOffset now)
    {
        Dialog = dialog;
        IsEstablished = true;
        _core.Add(dialog, this);
        Learn(answer);
    }

    /// <summary>Our 2xx is on its way, and again until the ACK.</summary>
    public void Await(UnacknowledgedSuccess success) => _success = success;

    public void Fail(FailureCause cause, int status, string reason)
    {
        if (!IsOver)
        {
            IsOver = true;
            _core.LiveSessions--;
            _core.Emit(new SipEvent.Failed(Id, cause, status, reason));
        }
    }

    public void End(EndCause cause, SessionReason? reason = null)
    {
        IsEstablished = false;
        Timing.Stop();
        DropOffers();
        _inTurn.Clear();
        _referrals.End();
        if (!IsOver)
        {
            IsOver = true;
            _core.LiveSessions--;
            _core.Emit(new SipEvent.Ended(Id, cause, reason));
        }
    }

    /// <summary>Ends the session from our side for a reason that is not the application's.</summary>
    public void Abandon(EndCause cause, SessionReason reason, DateTimeOffset now)
    {
        _success = null;
        SendBye(reason);
        End(cause, reason);
    }

    /// <summary>All is over: the dialogs are forgotten.</summary>
    public void Forget()
    {
        if (Dialog is { } dialog)
        {
            _core.Remove(dialog);
        }

        if (_lastReinvite is { } last)
        {
            _core.Client.Forget(last.Invite);
        }
    }

    void Confirm(SipRequest? ack, DateTimeOffset now)
    {
        var success = _success!;
        _success = null;
        if (_endsWhenConfirmed)
        {
            SendBye(_endReason);
            return;
        }

        if (success.BeganTheSession)
        {
            _core.Emit(new SipEvent.Confirmed(Id, ack));
        }
        else if (success.CarriesOffer && ack is not null)
        {
            _core.Emit(new SipEvent.OfferAccepted(Id, ack));
        }

        Settled(now);
    }

    /// <summary>64 T1 and no ACK (§13.3.1.4): the other side may or may not know that it has a call.</summary>
    public void NotAcknowledged(DateTimeOffset now)
    {
        _success = null;
        SendBye(_endReason ?? new SessionReason("SIP", 408, "No ACK"));
        End(EndCause.NotAcknowledged);
    }

    void SendBye(SessionReason? reason)
    {
        if (Dialog is not { } dialog)
        {
            return;
        }

        _untold = reason;
        if (_isAway)
        {
            return; // when it comes
        }

        _incomingOffer?.Drop?.Invoke();
        while (_inTurn.TryDequeue(out var waiting))
        {
            SendNumbered(waiting, static (_, in _, _) => { }); // the last word on a transfer goes before the BYE
        }

        var bye = dialog.Request(SipMethod.Bye);
        if (reason is not null)
        {
            bye.Headers.Add("Reason", reason.ToString());
        }

        Send(bye, (PendingRequest _, in RequestAnswer answer, DateTimeOffset _) => HandleByeAnswer(answer));
    }

    /// <summary>
    /// A request that must not be overtaken by the next of its kind: digits, and the news of a transfer. Datagrams may change places, and what comes
    /// late is refused (§12.2.2).
    /// </summary>
    public void SendInTurn(SipRequest request)
    {
        _inTurn.Enqueue(request);
        SendNextInTurn();
    }

    /// <summary>The dialog ends: what waits for its turn is said now or never.</summary>
    void SendAllInTurn()
    {
        while (_inTurn.TryDequeue(out var next))
        {
            SendNumbered(next, (PendingRequest _, in RequestAnswer _, DateTimeOffset _) => { });
        }
    }

    void SendNextInTurn()
    {
        if (_isTurnTaken || !_inTurn.TryDequeue(out var next))
        {
            return;
        }

        _isTurnTaken = true;
        SendNumbered(
            next,
            (PendingRequest _, in RequestAnswer answer, DateTimeOffset _) =>
            {
                if (!answer.IsProvisional)
                {
                    _isTurnTaken = false;
                    SendNextInTurn();
                }
            }
        );
    }

    void SendNumbered(SipRequest request, AnswerHandler answered)
    {
        request.CSeq = new CSeq(Dialog!.NextSequence(), request.Method); // others may have gone out while it waited
        Send(request, answered);
    }

    /// <summary>A request within the dialog; the session is not finished before its final response.</summary>
    public PendingRequest Send(SipRequest request, AnswerHandler answered)
    {
        _pendingRequests++;
        var isAnswered = false;
        return _core.Send(
            request,
            Dialog!,
            this,
            (PendingRequest pending, in RequestAnswer answer, DateTimeOffset now) =>
            {
                if (!answer.IsProvisional && !isAnswered)
                {
                    isAnswered = true;
                    _pendingRequests--;
                }

                answered(pending, answer, now);
            }
        );
    }
}
